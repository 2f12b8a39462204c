internal import Records
package import SchoolModel

extension Group {
    package static let orders: [Order<Group>] = [
        Order(ByOrganizationDeletedSortAndName.self) {
            (
                head(
                    0x08,
                    owner: $0.organizationID?.rawValue ?? 0,
                    section: 0x07,
                    $0.deletedAt == nil ? 0 : 1
                ),
                Fields().then(signed: $0.sortOrder).then($0.name.folded).then($0.id.rawValue)
            )
        },
        Order(ByTeacher.self) { group in
            group.teacherID.map {
                (head(0x03, owner: $0.rawValue, section: 0x25), .of(group.id.rawValue))
            }
        },
        Order(ByCourse.self) { group in
            group.courseID.map {
                (head(0x0b, section: 0x13) + short($0.rawValue), .of(group.id.rawValue))
            }
        },
    ]
}

extension GroupMembership {
    private var roleByte: UInt8 { role == .teacher ? 1 : 2 }

    package static let orders: [Order<GroupMembership>] = [
        Order(rows: "groupMembership") {
            (
                head(0x07, owner: $0.groupID.rawValue, section: 0x21, $0.roleByte),
                .of($0.userID.rawValue)
            )
        },
        Order(ByUserRoleAndGroup.self) {
            (
                head(0x03, owner: $0.userID.rawValue, section: 0x22, $0.roleByte),
                .of($0.groupID.rawValue)
            )
        },
    ]
}

extension AttendanceSheet {
    package static let orders: [Order<AttendanceSheet>] = [
        Order(rows: "sheets") {
            (
                head(0x06, owner: $0.groupID.rawValue, section: 0x13),
                Fields().then(signed: Int($0.lessonDate.number))
            )
        },
        Order(ByDate.self) { sheet in
            let day = UInt32(bitPattern: sheet.lessonDate.number) ^ 0x8000_0000
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: day >> UInt32(24 - 8 * $0)) }
            return ([0x04] + bytes + [0x14], .of(sheet.groupID.rawValue))
        },
    ]
}

extension ActivityLog {
    package static let orders: [Order<ActivityLog>] = [
        Order(ByCohort.self) { entry in
            entry.cohortID.map {
                (head(0x01, owner: $0.rawValue, section: 0x19), .of(entry.id.rawValue))
            }
        },
        Order(ByGroup.self) { entry in
            entry.groupID.map {
                (head(0x07, owner: $0.rawValue, section: 0x19), .of(entry.id.rawValue))
            }
        },
        Order(ByStudent.self) { entry in
            (entry.studentID ?? entry.userID).map {
                (head(0x03, owner: $0.rawValue, section: 0x17), .of(entry.id.rawValue))
            }
        },
        Order(ByPerformer.self) { entry in
            entry.performedBy.map {
                (head(0x05, owner: $0.rawValue, section: 0x18), .of(entry.id.rawValue))
            }
        },
    ]
}

extension ExternalRef {
    package static let orders: [Order<ExternalRef>] = [
        Order(rows: "externalRef") {
            (
                head(0x0b, section: 0x03),
                Fields().then($0.source).then(UInt64($0.entity.rawValue)).then($0.externalID)
            )
        },
        Order(ByRow.self) {
            (
                head(0x0b, section: 0x04, $0.entity.rawValue) + short($0.rowID.rawValue),
                Fields().then($0.source).then($0.externalID)
            )
        },
    ]
}
