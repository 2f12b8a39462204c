internal import Records
package import SchoolModel

extension Sentences {
    // MARK: - Organisations

    package func sees(_ row: Organization) -> Sight { isHome(row.id) ? .all : .nothing }
    package func mayAdd(_ row: Organization) -> Bool { false }
    package func mayChange(_ old: Organization, _ new: Organization) -> Bool {
        isAdmin && isHome(old.id)
    }
    package func mayRemove(_ row: Organization) -> Bool { false }

    package func sees(_ row: AcademicProgram) -> Sight {
        isHome(row.organizationID) ? .all : .nothing
    }
    package func mayAdd(_ row: AcademicProgram) -> Bool { isAdmin && isHome(row.organizationID) }
    package func mayChange(_ old: AcademicProgram, _ new: AcademicProgram) -> Bool {
        isAdmin && isHome(old.organizationID) && isHome(new.organizationID)
    }
    package func mayRemove(_ row: AcademicProgram) -> Bool {
        isAdmin && isHome(row.organizationID)
    }

    // MARK: - People

    /// Admins see everybody; teachers their students and those students' parents; students the names of
    /// those they learn with; parents their children; and everybody themselves.
    package func sees(_ row: User) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        if isAdmin || row.id == me.id { return .all }
        if isTeacher {
            if myStudents.contains(row.id) { return .all }
            let theirs = school.links.filter { $0.parentID == row.id }.map(\.studentID)
            return theirs.contains { myStudents.contains($0) } ? .all : .nothing
        }
        if isParent { return children.contains(row.id) ? .all : .nothing }
        let inGroups = school.memberships.contains {
            $0.userID == row.id && $0.status == .active && $0.leftAt == nil
                && groups(of: [me.id]).contains($0.groupID)
        }
        let mine = cohorts(of: [me.id])
        let inCohorts = cohorts(of: [row.id]).contains { mine.contains($0) }
        return inGroups || inCohorts ? .part : .nothing
    }

    private func learns(_ row: User) -> Bool { row.role == .student || row.role == .parent }

    package func mayAdd(_ row: User) -> Bool {
        guard isHome(row.organizationID) else { return false }
        return isAdmin || isTeacher && learns(row)
    }

    /// Everybody changes the own phone and password; teachers also students and parents, but for their
    /// passwords.
    package func mayChange(_ old: User, _ new: User) -> Bool {
        guard isHome(old.organizationID), isHome(new.organizationID) else { return false }
        if isAdmin { return true }
        if isTeacher, learns(old), learns(new), old.passwordHash == new.passwordHash { return true }
        return old.id == me.id
            && !differ(old, new) { row, old in
                row.phone = old.phone
                row.passwordHash = old.passwordHash
                row.mustChangePassword = old.mustChangePassword
            }
    }

    package func mayRemove(_ row: User) -> Bool { isAdmin && isHome(row.organizationID) }

    // MARK: - Profiles

    package func sees(_ row: StudentProfile) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        let id = row.id.cast(to: User.self)
        switch me.role {
        case .admin: return .all
        case .teacher: return myStudents.contains(id) ? .all : .nothing
        case .student: return id == me.id ? .all : .nothing
        case .parent: return children.contains(id) ? .all : .nothing
        }
    }
    package func mayAdd(_ row: StudentProfile) -> Bool {
        isHome(row.organizationID) && (isAdmin || isTeacher)
    }
    package func mayChange(_ old: StudentProfile, _ new: StudentProfile) -> Bool {
        guard isHome(new.organizationID) else { return false }
        // Whoever sees a student may hide it, and bring it back.
        let isHiding = old.isDeleted != new.isDeleted
        return isAdmin
            || isTeacher && (isHiding || myStudents.contains(old.id.cast(to: User.self)))
    }
    package func mayRemove(_ row: StudentProfile) -> Bool {
        isAdmin && isHome(row.organizationID)
    }

    package func sees(_ row: ParentProfile) -> Sight {
        guard let user = person(row.id.cast(to: User.self)), isHome(user.organizationID) else {
            return .nothing
        }
        switch me.role {
        case .admin: return .all
        case .teacher: return sees(user)
        case .student: return .nothing
        case .parent: return user.id == me.id ? .all : .nothing
        }
    }
    package func mayAdd(_ row: ParentProfile) -> Bool {
        isHome(person(row.id.cast(to: User.self))?.organizationID) && (isAdmin || isTeacher)
    }
    package func mayChange(_ old: ParentProfile, _ new: ParentProfile) -> Bool {
        isHome(person(old.id.cast(to: User.self))?.organizationID) && (isAdmin || isTeacher)
    }
    package func mayRemove(_ row: ParentProfile) -> Bool {
        isAdmin && isHome(person(row.id.cast(to: User.self))?.organizationID)
    }

    package func sees(_ row: TeacherProfile) -> Sight {
        guard isHome(person(row.id.cast(to: User.self))?.organizationID) else { return .nothing }
        if isAdmin { return .all }
        return isTeacher && row.id.rawValue == me.id.rawValue ? .all : .nothing
    }
    package func mayAdd(_ row: TeacherProfile) -> Bool {
        isAdmin && isHome(person(row.id.cast(to: User.self))?.organizationID)
    }
    package func mayChange(_ old: TeacherProfile, _ new: TeacherProfile) -> Bool { mayAdd(old) }
    package func mayRemove(_ row: TeacherProfile) -> Bool { mayAdd(row) }

    // MARK: - Links and applications

    package func sees(_ row: ParentLink) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        switch me.role {
        case .admin: return .all
        case .teacher: return myStudents.contains(row.studentID) ? .all : .nothing
        case .student: return row.studentID == me.id ? .all : .nothing
        case .parent: return row.parentID == me.id ? .all : .nothing
        }
    }
    package func mayAdd(_ row: ParentLink) -> Bool {
        isHome(row.organizationID) && (isAdmin || isTeacher)
    }
    package func mayChange(_ old: ParentLink, _ new: ParentLink) -> Bool {
        mayRemove(old) && mayRemove(new)
    }
    package func mayRemove(_ row: ParentLink) -> Bool {
        isHome(row.organizationID) && (isAdmin || isTeacher && myStudents.contains(row.studentID))
    }

    package func sees(_ row: Application) -> Sight {
        guard isHome(person(row.userID)?.organizationID) else { return .nothing }
        return isAdmin || row.userID == me.id ? .all : .nothing
    }
    package func mayAdd(_ row: Application) -> Bool {
        guard isHome(person(row.userID)?.organizationID) else { return false }
        return isAdmin || row.userID == me.id
    }
    package func mayChange(_ old: Application, _ new: Application) -> Bool {
        guard isHome(person(old.userID)?.organizationID) else { return false }
        let isOpen = old.status == .pending && new.status == .pending
        return isAdmin || old.userID == me.id && isOpen
    }
    package func mayRemove(_ row: Application) -> Bool {
        isAdmin && isHome(person(row.userID)?.organizationID)
    }

    // MARK: - Names of other systems

    /// As the row that is named; to name a row is to change it.
    package func sees(_ row: ExternalRef) -> Sight {
        switch row.entity {
        case .user:
            let user = school.users.first { $0.id.rawValue == row.rowID.rawValue }
            return user.map { sees($0) == .all ? .all : .nothing } ?? .nothing
        case .course:
            let course = school.courses.first { $0.id.rawValue == row.rowID.rawValue }
            return course.map { sees($0) } ?? .nothing
        default: return .nothing
        }
    }
    package func mayAdd(_ row: ExternalRef) -> Bool {
        guard isAdmin || isTeacher, sees(row) == .all else { return false }
        switch row.entity {
        case .user: return true
        case .course:
            let course = school.courses.first { $0.id.rawValue == row.rowID.rawValue }
            return course.map { mayChange($0, $0) } ?? false
        default: return false
        }
    }
    package func mayChange(_ old: ExternalRef, _ new: ExternalRef) -> Bool { mayAdd(new) }
    package func mayRemove(_ row: ExternalRef) -> Bool { mayAdd(row) }
}
