internal import Records
package import SchoolModel

// Part 4.3 D, E and H of the schema.

extension Group: Modelled {
    package static let rules = Rules<Group>(
        references: [
            ReferenceRule("organizationId", .organization, .restrict) {
                $0.organizationID?.rawValue
            },
            ReferenceRule("courseId", .course, .setNull({ $0.courseID = nil })) {
                $0.courseID?.rawValue
            },
            ReferenceRule("teacherId", .user, .setNull({ $0.teacherID = nil })) {
                $0.teacherID?.rawValue
            },
        ],
        // INV-35: a soft-deleted group refuses attendance and members.
        isSoftDeleted: { $0.deletedAt != nil }
    )
}

extension GroupMembership: Modelled {
    package static let rules = Rules<GroupMembership>(
        references: [
            ReferenceRule("groupId", .group, .cascade) { $0.groupID.rawValue },
            ReferenceRule("userId", .user, .cascade) { $0.userID.rawValue },
        ],
        uniques: [
            UniqueRule("key") { "\($0.groupID)/\($0.userID)/\($0.role == .teacher ? 1 : 2)" }
        ]
    )
}

extension AttendanceSheet: Modelled {
    package static let rules = Rules<AttendanceSheet>(
        references: [ReferenceRule("groupId", .group, .cascade) { $0.groupID.rawValue }],
        uniques: [UniqueRule("key") { "\($0.groupID)/\($0.lessonDate.number)" }]
    )

    package static let isNumbered = false

    /// Group and day in one number: the days of a school take less than 24 bits.
    package var number: UInt64 { groupID.rawValue << 24 | UInt64(lessonDate.number) }
}

/// A trail without rules: what it names may be gone.
extension ActivityLog: Modelled {
    package static let rules = Rules<ActivityLog>()
}

extension ExternalRef: Modelled {
    package static let rules = Rules<ExternalRef>(
        uniques: [UniqueRule("key") { "\($0.source)/\($0.entity.rawValue)/\($0.externalID)" }]
    )

    package static let isNumbered = false

    /// FNV-1a over the fields of the key: the same in every process.
    package var number: UInt64 {
        "\(source)/\(entity.rawValue)/\(externalID)".utf8.reduce(0xcbf2_9ce4_8422_2325) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
    }
}
