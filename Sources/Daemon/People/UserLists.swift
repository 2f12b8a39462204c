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
    var userList: Method<Guest> {
        people(.userList) { parameters throws(RPCError) in
            try parameters.choiceIfPresent("role", of: User.Role.self)
        } _: { user, _, fields throws(ServiceError) in
            user.write(to: &fields)
        }
    }

    var teacherList: Method<Guest> {
        people(.teacherList) { _ throws(RPCError) in
            .teacher
        } _: {
            user,
            view,
            fields throws(ServiceError) in
            user.write(to: &fields)
            guard fields.wants("displayTitle") else { return }
            let profile = try fields.fetch(user.id.cast(to: TeacherProfile.self), in: view)
            fields.field("displayTitle", profile?.displayTitle)
        }
    }

    var parentList: Method<Guest> {
        people(.parentList) { _ throws(RPCError) in
            .parent
        } _: {
            user,
            view,
            fields throws(ServiceError) in
            user.write(to: &fields)
            guard fields.wants("deletedAt") else { return }
            let profile = try fields.fetch(user.id.cast(to: ParentProfile.self), in: view)
            fields.field("deletedAt", profile?.deletedAt)
        }
    }

    /// People of one role or of all, by name or by id.
    private func people(
        _ message: MethodMessage,
        _ role: @escaping @Sendable (borrowing Parameters) throws(RPCError) -> User.Role?,
        _ write:
            @escaping @Sendable (User, borrowing LMDBReader.View, inout ListFields)
            throws(ServiceError) -> Void
    ) -> Method<Guest> {
        let house = self
        return listing(message, of: User.self) { parameters throws(RPCError) in
            let role = try role(parameters)
            let organization = try parameters.nameIfPresent("organizationId", of: Organization.self)
            let state = try parameters.personState()
            let search = try parameters.stringIfPresent("search").map(house.collator.fold)
            let isByName =
                try parameters.wordIfPresent("sort", of: ["name", "created"]) != "created"
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                let organization = try guest.home(organization, in: view)
                let roles = role.map { [$0] } ?? User.Role.allCases
                var plan = ListPlan<User>(
                    house.walk(roles, of: organization, isByName: isByName),
                    write: write
                )
                plan.walk.isReversed = isDescending
                if !isByName {
                    plan.filter("organizationId", organization) { $0.organizationID == $1 }
                }
                if state != .all {
                    plan.filter(
                        "status",
                        seeing: { (row, view) throws(ServiceError) in
                            try state.takes(row, in: view)
                        }
                    )
                }
                plan.filter("search", search) { $0.matches($1) }
                return plan
            }
        }
    }

    private func walk(
        _ roles: [User.Role],
        of organization: ID<Organization>?,
        isByName: Bool
    ) -> ListWalk<User> {
        guard isByName else {
            return ListWalk(
                Through(User.ByRole.self),
                roles.map { role in KeyRange(.usersByRole) { $0.append(byte: role.rawValue) } }
            )
        }
        return ListWalk(
            Through(User.ByOrganizationRoleAndName.self),
            roles.flatMap { role in
                ranges(.organizationUsers, of: organization) { $0.append(byte: role.rawValue) }
            }
        )
    }
}

/// Which people a list shows.
private enum PersonState: String, CaseIterable {
    case present, active, inactive, deleted, all

    func takes(
        _ user: User,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Bool {
        if user.isActive { return self == .active || self == .present }
        // Whoever is deleted is inactive too: only then is the profile read.
        let isDeleted = try view.isDeleted(user)
        switch self {
        case .present: return !isDeleted
        case .active: return false
        case .inactive: return !isDeleted
        case .deleted: return isDeleted
        case .all: return true
        }
    }
}

extension Parameters {
    fileprivate func personState() throws(RPCError) -> PersonState {
        let names = ["active", "inactive", "deleted", "all"]
        return try wordIfPresent("status", of: names).flatMap(PersonState.init) ?? .present
    }
}

extension Snapshot where Self: ~Copyable {
    /// Whether a person is soft-deleted, as a student or as a parent.
    borrowing func isDeleted(_ user: User) throws(ServiceError) -> Bool {
        do throws(StoreError) {
            switch user.role {
            case .student:
                let profile: StudentProfile? = try row(user.id.cast(to: StudentProfile.self))
                return profile?.deletedAt != nil
            case .parent:
                let profile: ParentProfile? = try row(user.id.cast(to: ParentProfile.self))
                return profile?.deletedAt != nil
            case .admin, .teacher: return false
            }
        } catch { throw ServiceError(error) }
    }
}
