public import Engine
public import Records
public import SchoolModel
internal import Storage

/// What is known of a person beside the person's own row: the profile of the role, and no other.
public struct Profiles: Equatable, Sendable {
    public var student: StudentProfile?
    public var parent: ParentProfile?
    public var teacher: TeacherProfile?
}

extension Snapshot where Self: ~Copyable {
    /// The profiles of a person.
    public borrowing func profiles(of user: ID<User>) throws(ServiceError) -> Profiles {
        Profiles(
            student: try found(user.cast(to: StudentProfile.self)),
            parent: try found(user.cast(to: ParentProfile.self)),
            teacher: try found(user.cast(to: TeacherProfile.self))
        )
    }

    /// Refuses a person who is soft-deleted.
    borrowing func requireNotDeleted(_ user: User) throws(ServiceError) {
        var isDeleted: Bool?
        switch user.role {
        case .student: isDeleted = try found(user.id.cast(to: StudentProfile.self))?.isDeleted
        case .parent: isDeleted = try found(user.id.cast(to: ParentProfile.self))?.isDeleted
        case .teacher, .admin: break
        }
        if isDeleted == true { throw .deleted(User.table, id: user.id.rawValue) }
    }

    /// A person named by a field who has one of these roles, and is not deleted.
    borrowing func person(
        _ id: ID<User>,
        of field: StaticString,
        as roles: User.Role...
    ) throws(ServiceError) -> User {
        let user = try target(id, of: field)
        guard roles.contains(user.role) else {
            throw .roleMismatch(
                role: "\(user.role.name)",
                expected: roles.map { "\($0.name)" }.joined(separator: " or ")
            )
        }
        try requireNotDeleted(user)
        return user
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Makes the profiles those of a role: writes the one that fits, and removes those that do not.
    mutating func putProfiles(
        of user: User,
        from draft: UserDraft,
        after old: Profiles
    ) throws(ServiceError) -> Profiles {
        var new = Profiles()
        if user.role == .student {
            var row =
                old.student
                ?? StudentProfile(id: user.id.cast(to: StudentProfile.self), foldedName: "")
            row.organizationID = user.organizationID
            row.foldedName = user.foldedName
            row.grade = draft.grade
            row.notes = draft.notes
            try put(&row, after: old.student)
            new.student = row
        } else if let row = old.student {
            try deleteDerived(row)
        }
        if user.role == .parent {
            var row = old.parent ?? ParentProfile(id: user.id.cast(to: ParentProfile.self))
            try put(&row, after: old.parent)
            new.parent = row
        } else if let row = old.parent {
            try deleteDerived(row)
        }
        if user.role == .teacher {
            var row = old.teacher ?? TeacherProfile(id: user.id.cast(to: TeacherProfile.self))
            row.displayTitle = draft.displayTitle
            try put(&row, after: old.teacher)
            new.teacher = row
        } else if let row = old.teacher {
            try deleteDerived(row)
        }
        return new
    }

    /// Inserts a row, or updates the one that is there.
    mutating func put<E: Entity>(_ row: inout E, after old: E?) throws(ServiceError) {
        if let old { try updateRow(old, to: &row) } else { try insertRow(&row) }
    }
}
