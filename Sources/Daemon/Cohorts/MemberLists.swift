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
    var cohortMembers: Method<Guest> {
        let house = self
        return listing(.cohortMembers, of: MemberOfCohort.self) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let status = try parameters.choiceIfPresent("status", of: CohortMember.Status.self)
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                let owner = try guest.owner(cohort, in: view)
                let range = KeyRange(.cohortMembers, owner: owner.id.rawValue)
                var plan = ListPlan<MemberOfCohort>(ListWalk(MembersOfCohort(), range)) {
                    (row, view, fields) throws(ServiceError) in
                    row.member.write(to: &fields)
                    fields.person(row.user, seen: try view.visibility(of: row.user))
                }
                plan.walk.isReversed = isDescending
                plan.sorting = ListSorting { house.placeByLastName($0.user) }
                plan.filter("status", status) { $0.member.status == $1 }
                return plan
            }
        }
    }

    /// Where a person stands by last name, then by first name; those without stand by the full name.
    private func placeByLastName(_ user: User) -> [UInt8] {
        let last = user.lastName ?? user.fullName.text
        return collator.fullSortKey(of: last) + [0]
            + collator.fullSortKey(of: user.firstName ?? "") + [0]
            + place(ofName: user.fullName.text, user.id)
    }

    var groupMembers: Method<Guest> {
        listing(.groupMembers, of: MemberOfGroup.self) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let role = try parameters.choiceIfPresent("role", of: GroupMembership.Role.self)
            let state = try parameters.memberState()
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                let owner = try guest.owner(group, in: view)
                let range = KeyRange(.groupMembers, owner: owner.id.rawValue) { key in
                    if let role { key.append(byte: role.rawValue) }
                }
                let walk = ListWalk(MembersOfGroup(), range, reversed: isDescending)
                var plan = ListPlan<MemberOfGroup>(walk) {
                    (row, view, fields) throws(ServiceError) in
                    row.membership.write(to: &fields)
                    fields.person(row.user, seen: try view.visibility(of: row.user))
                }
                if let state { plan.filter("status") { $0.membership.status == state } }
                return plan
            }
        }
    }

    var groupListByUser: Method<Guest> {
        let house = self
        return listing(.groupListByUser, of: GroupMembership.self) { parameters throws(RPCError) in
            let user = try parameters.nameIfPresent("userId", of: User.self)
            let role = try parameters.choiceIfPresent("role", of: GroupMembership.Role.self)
            let state = try parameters.memberState()
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                let owner = try house.person(user, guest, in: view)
                let range = KeyRange(.userGroups, owner: owner.id.rawValue) { key in
                    if let role { key.append(byte: role.rawValue) }
                }
                let index = Through(GroupMembership.ByUserRoleAndGroup.self)
                let walk = ListWalk(index, range, reversed: isDescending)
                var plan = ListPlan<GroupMembership>(walk, write: writeMembership)
                if let state { plan.filter("status") { $0.status == state } }
                return plan
            }
        }
    }
}

/// A membership with the name of its group.
func writeMembership(
    _ row: GroupMembership,
    _ view: borrowing LMDBReader.View,
    _ fields: inout ListFields
) throws(ServiceError) {
    row.write(to: &fields)
    guard fields.wants("groupName") || fields.wants("displayName") else { return }
    let group = try fields.fetch(row.groupID, in: view)
    fields.field("groupName", group?.name)
    fields.field("displayName", group?.displayName)
}

/// A member of a cohort with the person.
private struct MemberOfCohort: JoinedRow {
    let member: CohortMember
    let user: User

    var subject: CohortMember { member }
}

/// A member of a group with the person.
private struct MemberOfGroup: JoinedRow {
    let membership: GroupMembership
    let user: User

    var subject: GroupMembership { membership }
}

private struct MembersOfCohort: ListIndex {
    private let rows = Rows<CohortMember>()
    var name: String { rows.name }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> MemberOfCohort? {
        let member = try rows.row(key: key, content: content, in: view, fetched: &fetched)
        guard let member else { return nil }
        fetched += 1
        return MemberOfCohort(member: member, user: try view.required(member.studentID))
    }
}

private struct MembersOfGroup: ListIndex {
    private let rows = Rows<GroupMembership>()
    var name: String { rows.name }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> MemberOfGroup? {
        let member = try rows.row(key: key, content: content, in: view, fetched: &fetched)
        guard let member else { return nil }
        fetched += 1
        return MemberOfGroup(membership: member, user: try view.required(member.userID))
    }
}

extension ListFields {
    /// Who a member is: of some nothing but the names is seen, and of others not even those.
    fileprivate mutating func person(_ user: User, seen sight: Visibility) {
        field("fullName", sight == .hidden ? nil : user.fullName)
        field("firstName", sight == .hidden ? nil : user.firstName)
        field("lastName", sight == .hidden ? nil : user.lastName)
        field("email", sight == .wholly ? user.email : nil)
    }
}

extension Parameters {
    /// Which memberships a list shows: the active ones unless told; nil for all.
    fileprivate func memberState() throws(RPCError) -> GroupMembership.Status? {
        let names = GroupMembership.Status.allCases.map { "\($0.name)" }
        guard let word = try wordIfPresent("status", of: names + ["all"]) else { return .active }
        return GroupMembership.Status(named: word)
    }
}
