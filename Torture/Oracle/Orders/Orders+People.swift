internal import Records
package import SchoolModel

extension Organization {
    package static let orders: [Order<Organization>] = [
        Order(ByParent.self) { unit in
            unit.parentID.map {
                (head(0x08, owner: $0.rawValue, section: 0x01), .of(unit.id.rawValue))
            }
        },
        Order(BySlug.self) { (head(0x0b, section: 0x06), Fields().then($0.slug)) },
    ]
}

extension AcademicProgram {
    package static let orders: [Order<AcademicProgram>] = [
        Order(ByOrganizationAndCode.self) {
            (
                head(0x08, owner: $0.organizationID?.rawValue ?? 0, section: 0x02),
                Fields().then($0.code.folded)
            )
        },
        Order(rows: "academicProgram") { (head(0x0b, section: 0x10), .of($0.id.rawValue)) },
    ]
}

extension User {
    private var roleByte: UInt8 {
        switch role {
        case .admin: 0
        case .teacher: 1
        case .student: 2
        case .parent: 3
        }
    }

    package static let orders: [Order<User>] = [
        Order(ByEmail.self) { (head(0x0b, section: 0x05), Fields().then($0.email.folded)) },
        Order(ByRole.self) { (head(0x0b, section: 0x0e, $0.roleByte), .of($0.id.rawValue)) },
        Order(ByOrganizationRoleAndName.self) {
            (
                head(0x08, owner: $0.organizationID?.rawValue ?? 0, section: 0x03, $0.roleByte),
                Fields().then($0.foldedName).then($0.id.rawValue)
            )
        },
        Order(ByOrganizationAndCode.self) { user in
            user.code.map { code in
                (
                    head(0x08, owner: user.organizationID?.rawValue ?? 0, section: 0x04),
                    Fields().then(code.folded)
                )
            }
        },
    ]
}

extension StudentProfile {
    package static let orders: [Order<StudentProfile>] = [
        Order(ByOrganizationDeletedAndName.self) {
            (
                head(
                    0x08,
                    owner: $0.organizationID?.rawValue ?? 0,
                    section: 0x08,
                    $0.deletedAt == nil ? 0 : 1
                ),
                Fields().then($0.foldedName).then($0.id.rawValue)
            )
        }
    ]
}

extension ParentProfile { package static let orders: [Order<ParentProfile>] = [] }

extension TeacherProfile { package static let orders: [Order<TeacherProfile>] = [] }

extension ParentLink {
    package static let orders: [Order<ParentLink>] = [
        Order(rows: "parentLink") {
            (head(0x03, owner: $0.parentID.rawValue, section: 0x1e), .of($0.studentID.rawValue))
        },
        Order(ByStudentAndParent.self) {
            (head(0x03, owner: $0.studentID.rawValue, section: 0x1f), .of($0.parentID.rawValue))
        },
    ]
}

extension Application {
    package static let orders: [Order<Application>] = [
        Order(rows: "application") {
            (head(0x03, owner: $0.userID.rawValue, section: 0x20), Fields())
        }
    ]
}
