internal import Records
package import SchoolModel

// Part 4.3 A of the schema. "An organisation with rows is not deletable" (H24), a null organisation
// counts as one of its own for what is unique within an organisation.

private func pair(_ first: UInt64?, _ second: String) -> String { "\(first ?? 0)/\(second)" }

extension Organization: Modelled {
    package static let rules = Rules<Organization>(
        references: [
            ReferenceRule("parentId", .organization, .restrict) { $0.parentID?.rawValue }
        ],
        uniques: [UniqueRule("organization.slug") { $0.slug }]
    )
}

extension AcademicProgram: Modelled {
    package static let rules = Rules<AcademicProgram>(
        references: [
            ReferenceRule("organizationId", .organization, .restrict) {
                $0.organizationID?.rawValue
            }
        ],
        uniques: [
            UniqueRule("academicProgram.organization_code") {
                pair($0.organizationID?.rawValue, $0.code.folded)
            }
        ]
    )
}

extension User: Modelled {
    package static let rules = Rules<User>(
        references: [
            ReferenceRule("organizationId", .organization, .restrict) {
                $0.organizationID?.rawValue
            }
        ],
        uniques: [
            UniqueRule("user.email") { $0.email.folded },
            UniqueRule("user.organization_code") { user in
                user.code.map { pair(user.organizationID?.rawValue, $0.folded) }
            },
        ]
    )
}

extension StudentProfile: Modelled {
    package static let rules = Rules<StudentProfile>(
        references: [ReferenceRule("userId", .user, .cascade) { $0.id.rawValue }],
        uniques: [UniqueRule("key") { "\($0.id.rawValue)" }],
        isSoftDeleted: { $0.deletedAt != nil }
    )
}

extension ParentProfile: Modelled {
    package static let rules = Rules<ParentProfile>(
        references: [ReferenceRule("userId", .user, .cascade) { $0.id.rawValue }],
        uniques: [UniqueRule("key") { "\($0.id.rawValue)" }],
        isSoftDeleted: { $0.deletedAt != nil }
    )
}

extension TeacherProfile: Modelled {
    package static let rules = Rules<TeacherProfile>(
        references: [ReferenceRule("userId", .user, .cascade) { $0.id.rawValue }],
        uniques: [UniqueRule("key") { "\($0.id.rawValue)" }]
    )
}

extension ParentLink: Modelled {
    package static let rules = Rules<ParentLink>(
        references: [
            ReferenceRule("parentId", .user, .cascade) { $0.parentID.rawValue },
            ReferenceRule("studentId", .user, .cascade) { $0.studentID.rawValue },
        ],
        uniques: [UniqueRule("key") { "\($0.parentID)/\($0.studentID)" }]
    )
}

extension Application: Modelled {
    package static let rules = Rules<Application>(
        references: [ReferenceRule("userId", .user, .cascade) { $0.userID.rawValue }],
        uniques: [UniqueRule("key") { "\($0.userID)" }]
    )
}
