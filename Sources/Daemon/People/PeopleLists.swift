internal import Collation
internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var studentList: Method<Guest> {
        let house = self
        return listing(.studentList, of: Student.self) { parameters throws(RPCError) in
            let state = try parameters.rowState()
            let asked = try StudentOwners(parameters)
            let grade = try parameters.stringIfPresent("grade")
            let search = try parameters.stringIfPresent("search").map(house.collator.fold)
            let isByName =
                try parameters.wordIfPresent("sort", of: ["name", "created"]) != "created"
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                let owners = try asked.resolve(for: guest, in: view)
                let (walk, isOwned) = house.students(owners, state, isByName: isByName)
                var plan = ListPlan<Student>(walk) { (row, _, fields) throws(ServiceError) in
                    fields.student(row)
                }
                plan.walk.isReversed = isDescending
                if isOwned { plan.sorting = ListSorting { $0.place(isByName: isByName) } }
                if isOwned || !isByName {
                    plan.filter("organizationId", owners.organization) {
                        $0.user.organizationID == $1
                    }
                    if state != .all {
                        plan.filter("status") { $0.isDeleted == (state == .deleted) }
                    }
                }
                house.narrow(&plan, owners)
                plan.filter("grade", grade) { $0.profile?.grade == $1 }
                plan.filter("search", search) { $0.user.matches($1) }
                return plan
            }
        }
    }

    /// Where students lie, and whether it is with an owner who has few enough to be gathered.
    private func students(
        _ owners: StudentOwners.Resolved,
        _ state: RowState,
        isByName: Bool
    ) -> (ListWalk<Student>, isOwned: Bool) {
        if let group = owners.group {
            let range = KeyRange(.groupMembers, owner: group.rawValue) {
                $0.append(byte: GroupMembership.Role.student.rawValue)
            }
            return (ListWalk(StudentIndex(source: .group), range), true)
        }
        if let cohort = owners.cohort {
            let range = KeyRange(.cohortMembers, owner: cohort.rawValue)
            return (ListWalk(StudentIndex(source: .cohort), range), true)
        }
        if let course = owners.course {
            let range = KeyRange(.courseStudents, owner: course.rawValue)
            return (ListWalk(StudentIndex(source: .course), range), true)
        }
        guard isByName else {
            let range = KeyRange(.usersByRole) { $0.append(byte: User.Role.student.rawValue) }
            return (ListWalk(StudentIndex(source: .role), range), false)
        }
        let flags: [UInt8] = state == .all ? [0, 1] : [state == .deleted ? 1 : 0]
        let ranges = flags.flatMap { flag in
            self.ranges(.organizationStudents, of: owners.organization) { $0.append(byte: flag) }
        }
        return (ListWalk(StudentIndex(source: .name), ranges), false)
    }

    /// Tries the owners that were not walked.
    private func narrow(_ plan: inout ListPlan<Student>, _ owners: StudentOwners.Resolved) {
        if owners.group != nil, let cohort = owners.cohort {
            plan.filter(
                "cohortId",
                seeing: { (row, view) throws(ServiceError) in
                    try view.has(.userCohorts, row.user.id.rawValue, cohort.rawValue)
                }
            )
        }
        if owners.group != nil || owners.cohort != nil, let course = owners.course {
            plan.filter(
                "courseId",
                seeing: { (row, view) throws(ServiceError) in
                    try view.has(.userEnrollments, row.user.id.rawValue, course.rawValue)
                }
            )
        }
    }
}

extension Snapshot where Self: ~Copyable {
    /// Whether an owner has an entry of another row at a place.
    fileprivate borrowing func has(
        _ place: Place,
        _ owner: UInt64,
        _ other: UInt64
    ) throws(ServiceError) -> Bool {
        var key = Key()
        key.begin(place, owner: owner)
        key.append(id: other)
        do throws(StoreError) { return try content(at: key.bytes) != nil } catch {
            throw ServiceError(error)
        }
    }
}

/// Whose students are asked for.
private struct StudentOwners {
    let organization: Named<Organization>?
    let group: Named<Group>?
    let course: Named<Course>?
    let cohort: Named<Cohort>?

    init(_ parameters: borrowing Parameters) throws(RPCError) {
        organization = try parameters.nameIfPresent("organizationId")
        group = try parameters.nameIfPresent("groupId")
        course = try parameters.nameIfPresent("courseId")
        cohort = try parameters.nameIfPresent("cohortId")
    }

    struct Resolved {
        let organization: ID<Organization>?
        let group: ID<Group>?
        let course: ID<Course>?
        let cohort: ID<Cohort>?
    }

    func resolve(
        for guest: Guest,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Resolved {
        Resolved(
            organization: try guest.home(organization, in: view),
            group: try guest.ownerIfNamed(group, in: view)?.id,
            course: try guest.ownerIfNamed(course, in: view)?.id,
            cohort: try guest.ownerIfNamed(cohort, in: view)?.id
        )
    }
}

extension Student {
    /// Where a student stands among others that are gathered.
    fileprivate func place(isByName: Bool) -> [UInt8] {
        KeyRange.suffix { key in
            if isByName { key.append(text: user.foldedName) }
            key.append(user.id)
        }
    }
}

extension User {
    /// Whether name, address or code hold a folded text.
    func matches(_ search: String) -> Bool {
        foldedName.contains(search) || email.folded.contains(search)
            || code?.folded.contains(search) == true
    }
}
