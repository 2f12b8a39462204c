internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var groupChanges: [Method<Guest>] {
        [
            groupUpdate, groupSetActive, groupHardDelete, groupReorder,
            changing(.groupDelete) { SoftDeleteGroup($0) },
            changing(.groupRestore) { RestoreGroup($0) },
        ]
    }

    private var groupUpdate: Method<Guest> {
        writing(.groupUpdate) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Group.self)
            var fields = try parameters.patch(
                "patch",
                of: MethodMessage.groupCreate.parameterNames
            )
            let displayName = fields["displayName"]
            // Null stands for the name that is made of days and time.
            if displayName == .null { fields["displayName"] = nil }
            let patch = fields
            let version = try parameters.countIfPresent("ifVersion")
            return { scope, context throws(ServiceError) in
                let id = try id.resolve(in: scope)
                let new = try patch.applied(to: scope.required(id), in: scope)
                return try UpdateGroup(id, ifVersion: version) { draft in
                    let before = draft
                    draft = GroupDraft(new)
                    // A name that was made of days and time is made anew, unless one is given.
                    draft.displayName = before.displayName
                    if let displayName {
                        draft.displayName = displayName == .null ? nil : new.displayName
                    }
                }.run(in: &scope, as: context)
            }
        } _: { (group: Group, output) in
            output.append(row: group)
        }
    }

    private var groupSetActive: Method<Guest> {
        writing(.groupSetActive) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Group.self)
            guard let isActive = try parameters.boolIfPresent("isActive") else {
                throw parameters.invalid("isActive", "missing")
            }
            return { scope, context throws(ServiceError) in
                try UpdateGroup(id.resolve(in: scope)) { $0.isActive = isActive }
                    .run(in: &scope, as: context)
            }
        } _: { (group: Group, output) in
            output.append(row: group)
        }
    }

    private var groupHardDelete: Method<Guest> {
        deleting(
            .groupHardDelete,
            preparing: { parameters throws(RPCError) in
                let isForced = try parameters.bool("force", default: false)
                return { (id: ID<Group>) in HardDeleteGroup(id, isForced: isForced) }
            }
        )
    }

    private var groupReorder: Method<Guest> {
        writing(.groupReorder) { parameters throws(RPCError) in
            let groups = try parameters.names("groupIds", of: Group.self)
            return { scope, context throws(ServiceError) in
                try ReorderGroups(groups.resolve(in: scope)).run(in: &scope, as: context)
            }
        } _: { (groups: [Group], output) in
            output.append("items", rows: groups)
        }
    }
}
