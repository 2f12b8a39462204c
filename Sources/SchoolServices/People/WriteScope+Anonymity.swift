internal import Collation
internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// The groups whose registers name a student.
    borrowing func groupsWithMarks(of student: ID<User>) throws(ServiceError) -> [ID<Group>] {
        var groups: [ID<Group>] = []
        let prefix = Key(AttendanceSheet.ByStudentAndGroup.place, owner: student)
        var upper = KeyBuffer()
        upper.append(prefix.bytes)
        upper.advancePastPrefix()
        try forEachEntry(from: prefix.bytes, below: upper.bytes) {
            (key, _) throws(ServiceError) -> Bool in
            var reader = KeyReader(key)
            do throws(RecordError) {
                _ = try reader.owner()
                groups.append(try reader.id(of: Group.self))
            } catch { throw ServiceError(StoreError.engine(.damaged(error))) }
            return true
        }
        // The entry is a hint, which may outlive the marks that it was written for.
        var found: [ID<Group>] = []
        for group in groups where try hasMarks(of: student, in: group) { found.append(group) }
        return found
    }

    /// Whether any register names a student.
    borrowing func hasMarks(of student: ID<User>) throws(ServiceError) -> Bool {
        try !groupsWithMarks(of: student).isEmpty
    }

    /// Whether a register of the group names the student.
    borrowing func hasMarks(of student: ID<User>, in group: ID<Group>) throws(ServiceError) -> Bool
    {
        var isFound = false
        let prefix = Key(AttendanceSheet.place, owner: group)
        try forEachRow(of: AttendanceSheet.self, under: prefix.bytes) {
            (sheet: AttendanceSheet) throws(ServiceError) -> Bool in
            isFound = sheet.index(of: student).isMarked
            return !isFound
        }
        return isFound
    }

    /// The parents who have this child and no other.
    borrowing func parentsOfOnlyChild(_ child: ID<User>) throws(ServiceError) -> [ID<User>] {
        let links = try rows(
            through: ParentLink.ByStudentAndParent.self,
            under: Key(ParentLink.ByStudentAndParent.place, owner: child)
        )
        var parents: [ID<User>] = []
        for link in links {
            let prefix = Key(ParentLink.place, owner: link.parentID)
            if try count(under: prefix, limit: 2) == 1 { parents.append(link.parentID) }
        }
        return parents
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Takes a student off every register; returns how many marks there were.
    mutating func removeMarks(of student: ID<User>) throws(ServiceError) -> Int {
        var count = 0
        for group in try groupsWithMarks(of: student) {
            for old in try rows(
                of: AttendanceSheet.self,
                under: Key(AttendanceSheet.place, owner: group)
            ) {
                var sheet = old
                guard sheet.removeMark(of: student) else { continue }
                count += 1
                if sheet.marks.isEmpty {
                    try deleteDerived(old)
                } else {
                    try updateDerived(old, to: &sheet)
                }
            }
        }
        return count
    }

    /// Removes what only serves to know the person: links, application, and names in other systems.
    mutating func removeNames(of user: User) throws(ServiceError) -> [Table: Int] {
        var counts: [Table: Int] = [:]
        let byStudent = Key(ParentLink.ByStudentAndParent.place, owner: user.id)
        var links = try rows(through: ParentLink.ByStudentAndParent.self, under: byStudent)
        links += try rows(of: ParentLink.self, under: Key(ParentLink.place, owner: user.id))
        for link in links { counts.merge(try deleteDerived(link), uniquingKeysWith: +) }
        if let row = try application(of: user.id) {
            counts.merge(try deleteDerived(row), uniquingKeysWith: +)
        }
        let refs = try removeRefs(of: .user, id: user.id.cast(to: AnyRow.self))
        if refs > 0 { counts[ExternalRef.table] = refs }
        return counts
    }

    /// Leaves a person without a name, deleted, so that the history has somebody to belong to.
    mutating func anonymize(_ old: User, by context: Context) throws(ServiceError) -> User {
        let profiles = try profiles(of: old.id)
        var draft = UserDraft(old, profiles)
        draft.email = "deleted-\(old.id)@deleted.local"
        draft.fullName = "Deleted \(old.role == .student ? "Student" : "User")"
        (draft.firstName, draft.lastName, draft.phone, draft.code) = (nil, nil, nil, nil)
        (draft.grade, draft.notes, draft.displayTitle) = (nil, nil, nil)
        (draft.passwordHash, draft.isActive, draft.metadata) = (nil, false, .empty)
        var user = old
        draft.write(to: &user, by: context)
        try requireFree(User.ByEmail.self, for: user)
        let members = try rostersToRename(from: old, to: user)
        try updateRow(old, to: &user)
        let renamed = try putProfiles(of: user, from: draft, after: profiles)
        if let known = renamed.student {
            var profile = known
            (profile.deletedAt, profile.wasActive) = (known.deletedAt ?? now, false)
            try updateRow(known, to: &profile)
        }
        try rename(members, after: user)
        return user
    }
}
