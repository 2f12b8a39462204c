internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var groupMemberChanges: [Method<Guest>] {
        [
            groupAssignTeacher, groupRemoveTeacher, groupRemoveStudent, groupActivateMember,
            groupMoveStudent, groupExplainAdd,
        ]
    }

    private var groupAssignTeacher: Method<Guest> {
        joining(.groupAssignTeacher, "teacherId") { parameters throws(RPCError) in
            let metadata = try parameters.metadata()
            return { AssignTeacher(to: $0, $1, metadata: metadata) }
        }
    }

    private var groupRemoveTeacher: Method<Guest> {
        joining(.groupRemoveTeacher, "teacherId") { parameters throws(RPCError) in
            let metadata = try parameters.metadata()
            return { RemoveTeacher(from: $0, $1, metadata: metadata) }
        }
    }

    private var groupRemoveStudent: Method<Guest> {
        joining(.groupRemoveStudent, "studentId") { parameters throws(RPCError) in
            let words = ["withdraw", "deactivate", "hard"]
            let word = try parameters.wordIfPresent("how", of: words)
            let manner = word.flatMap(RemoveStudent.Manner.init) ?? .withdraw
            let metadata = try parameters.metadata()
            return { RemoveStudent(from: $0, $1, manner: manner, metadata: metadata) }
        }
    }

    private var groupActivateMember: Method<Guest> {
        joining(.groupActivateMember, "userId") { parameters throws(RPCError) in
            let role = try parameters.choiceIfPresent("role", of: GroupMembership.Role.self)
            return { ActivateMember(of: $0, $1, as: role ?? .student) }
        }
    }

    private var groupMoveStudent: Method<Guest> {
        writing(.groupMoveStudent) { parameters throws(RPCError) in
            let student = try parameters.name("studentId", of: User.self)
            let origin = try parameters.name("from", of: Group.self)
            let destination = try parameters.name("to", of: Group.self)
            let metadata = try parameters.metadata()
            return { scope, context throws(ServiceError) in
                try MoveStudent(
                    student.resolve(in: scope),
                    from: origin.resolve(in: scope),
                    to: destination.resolve(in: scope),
                    metadata: metadata
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: MoveStudent.Outcome, output) in
            output.append("{\"origin\":")
            output.append(row: outcome.origin)
            output.append(",\"destination\":")
            output.append(row: outcome.destination)
            output.append("}")
        }
    }

    private var groupExplainAdd: Method<Guest> {
        getting(.groupExplainAdd) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let user = try parameters.name("userId", of: User.self)
            let role = try parameters.choiceIfPresent("role", of: GroupMembership.Role.self)
            return { guest, view, fields throws(ServiceError) in
                // What has no name here is nobody: no row has the id 0.
                let checks = try view.obstacles(
                    of: (try? user.resolve(in: view)) ?? 0,
                    joining: (try? group.resolve(in: view)) ?? 0,
                    as: role ?? .student
                )
                fields.field("allowed", checks.allSatisfy { $0.refusal == nil })
                fields.field(
                    "checks",
                    JSONText(items: checks) { item, fields in
                        fields.field("check", item.check.rawValue)
                        fields.field("ok", item.refusal == nil)
                        let reason = item.refusal.map { "\(RPCError($0).kind.name)" }
                        fields.field("reason", reason)
                    }
                )
            }
        }
    }

    /// A method that changes one membership, and answers it.
    private func joining<Request: WriteRequest>(
        _ message: MethodMessage,
        _ person: StaticString,
        _ prepare:
            @escaping @Sendable (borrowing Parameters) throws(RPCError) -> (
                @Sendable (ID<Group>, ID<User>) -> Request
            )
    ) -> Method<Guest> where Request.Outcome == GroupMembership {
        writing(message) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let user = try parameters.name(person, of: User.self)
            let make = try prepare(parameters)
            return { scope, context throws(ServiceError) in
                try make(group.resolve(in: scope), user.resolve(in: scope))
                    .run(in: &scope, as: context)
            }
        } _: { (membership: GroupMembership, output) in
            output.append(row: membership)
        }
    }
}
