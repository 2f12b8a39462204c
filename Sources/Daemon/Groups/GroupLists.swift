internal import Collation
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var groupList: Method<Guest> {
        let house = self
        return listing(.groupList, of: Group.self) { parameters throws(RPCError) in
            let state = try parameters.rowState()
            let organization = try parameters.nameIfPresent("organizationId", of: Organization.self)
            let teacher = try parameters.nameIfPresent("teacherId", of: User.self)
            let course = try parameters.nameIfPresent("courseId", of: Course.self)
            let search = try parameters.stringIfPresent("search").map(house.collator.fold)
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                let organization = try guest.home(organization, in: view)
                let teacher = try guest.ownerIfNamed(teacher, in: view)?.id
                let course = try guest.ownerIfNamed(course, in: view)?.id
                var plan = ListPlan<Group>(
                    house.groups(of: organization, teacher, course, state),
                    write: writeGroup
                )
                plan.walk.isReversed = isDescending
                if teacher != nil || course != nil {
                    plan.sorting = ListSorting { $0.place }
                    plan.filter("organizationId", organization) { $0.organizationID == $1 }
                    if state != .all {
                        plan.filter("status") { $0.isDeleted == (state == .deleted) }
                    }
                    if teacher != nil { plan.filter("courseId", course) { $0.courseID == $1 } }
                }
                if state == .active { plan.filter("isActive") { $0.isActive } }
                plan.filter("search", search) { $0.matches($1, house.collator) }
                return plan
            }
        }
    }

    var groupGet: Method<Guest> {
        getting(.groupGet) { parameters throws(RPCError) in
            let named = try parameters.name("id", of: Group.self)
            return { guest, view, fields throws(ServiceError) in
                let group = try guest.owner(named, in: view)
                guest.desk.trace?.found("\(Group.table.name)")
                try writeGroup(group, view, &fields)
            }
        }
    }

    /// Where groups lie: those of a teacher, of a course, or of organisations.
    private func groups(
        of organization: ID<Organization>?,
        _ teacher: ID<User>?,
        _ course: ID<Course>?,
        _ state: RowState
    ) -> ListWalk<Group> {
        if let teacher {
            let range = KeyRange(.taughtGroups, owner: teacher.rawValue)
            return ListWalk(Through(Group.ByTeacher.self), range)
        }
        if let course {
            let range = KeyRange(.courseGroups, owner: course.rawValue)
            return ListWalk(Through(Group.ByCourse.self), range)
        }
        let flags: [UInt8] = state == .all ? [0, 1] : [state == .deleted ? 1 : 0]
        return ListWalk(
            Through(Group.ByOrganizationDeletedSortAndName.self),
            flags.flatMap { flag in
                ranges(.organizationGroups, of: organization) { $0.append(byte: flag) }
            }
        )
    }
}

extension Group {
    /// Where a group stands among others, as its organisation's index has it.
    fileprivate var place: [UInt8] {
        KeyRange.suffix { key in
            key.append(order: sortOrder)
            key.append(text: name.folded)
            key.append(id)
        }
    }

    fileprivate func matches(_ search: String, _ collator: Collator) -> Bool {
        name.folded.contains(search)
            || code.map { collator.fold($0).contains(search) } == true
    }
}

/// A group with its students counted.
private func writeGroup(
    _ group: Group,
    _ view: borrowing LMDBReader.View,
    _ fields: inout ListFields
) throws(ServiceError) {
    group.write(to: &fields)
    guard fields.wants("studentCount") else { return }
    let sums = try fields.amounts(GroupCounters.self, of: group.id.rawValue, in: view)
    fields.field("studentCount", Int(sums[0]))
}
