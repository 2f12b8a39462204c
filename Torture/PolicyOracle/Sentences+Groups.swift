package import Records
package import SchoolModel

extension Sentences {
    private func sees(_ group: Group?) -> Sight {
        guard let group, isHome(group.organizationID) else { return .nothing }
        switch me.role {
        case .admin: return .all
        case .teacher: return myGroups.contains(group.id) ? .all : .nothing
        case .student: return groups(of: [me.id]).contains(group.id) ? .all : .nothing
        case .parent: return groups(of: children).contains(group.id) ? .all : .nothing
        }
    }

    /// Whether I may change what a group is made of.
    func mayLead(_ id: ID<Group>) -> Bool {
        guard let group = group(id), isHome(group.organizationID) else { return false }
        return isAdmin || isTeacher && myGroups.contains(id)
    }

    package func sees(_ row: Group) -> Sight { sees(Optional(row)) }
    package func mayAdd(_ row: Group) -> Bool {
        isHome(row.organizationID) && (isAdmin || isTeacher)
    }
    package func mayChange(_ old: Group, _ new: Group) -> Bool {
        guard isHome(old.organizationID), isHome(new.organizationID) else { return false }
        if isAdmin { return true }
        let isTaught = school.memberships.contains {
            $0.userID == me.id && $0.role == .teacher && $0.isActive && $0.groupID == old.id
        }
        return isTeacher && (isTaught || old.teacherID == me.id && new.teacherID == me.id)
    }
    package func mayRemove(_ row: Group) -> Bool { mayLead(row.id) }

    package func sees(_ row: GroupMembership) -> Sight { sees(group(row.groupID)) }
    package func mayAdd(_ row: GroupMembership) -> Bool { mayLead(row.groupID) }
    package func mayChange(_ old: GroupMembership, _ new: GroupMembership) -> Bool {
        mayLead(old.groupID)
    }
    package func mayRemove(_ row: GroupMembership) -> Bool { mayLead(row.groupID) }

    // MARK: - Registers

    /// The register as a whole: whoever may read all of it, if only because it has one mark.
    package func sees(_ row: AttendanceSheet) -> Sight {
        if row.marks.count == 1 {
            return sees(markOf: row.marks[0].studentID, in: row.groupID) ? .all : .nothing
        }
        return mayLead(row.groupID) ? .all : .nothing
    }
    package func mayAdd(_ row: AttendanceSheet) -> Bool { mayLead(row.groupID) }
    package func mayChange(_ old: AttendanceSheet, _ new: AttendanceSheet) -> Bool {
        mayLead(old.groupID)
    }
    package func mayRemove(_ row: AttendanceSheet) -> Bool { mayLead(row.groupID) }

    /// One mark of it.
    package func sees(markOf student: ID<User>, in id: ID<Group>) -> Bool {
        guard isHome(group(id)?.organizationID) else { return false }
        switch me.role {
        case .admin, .teacher: return mayLead(id)
        case .student: return student == me.id
        case .parent: return children.contains(student)
        }
    }

    // MARK: - The trail

    package func sees(_ row: ActivityLog) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        switch me.role {
        case .admin: return .all
        case .teacher:
            let isMine =
                row.groupID.map { myGroups.contains($0) } == true
                || row.cohortID.map { myCohorts.contains($0) } == true
                || row.courseID.map { myCourses.contains($0) } == true
            return isMine ? .all : .nothing
        case .student: return (row.studentID ?? row.userID) == me.id ? .part : .nothing
        case .parent: return .nothing
        }
    }
    package func mayAdd(_ row: ActivityLog) -> Bool { false }
    package func mayChange(_ old: ActivityLog, _ new: ActivityLog) -> Bool { false }
    package func mayRemove(_ row: ActivityLog) -> Bool { false }
}
