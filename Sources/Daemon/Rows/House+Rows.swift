internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

// The methods of a row that its callers fill in: a line for each.
extension House {
    /// A method that adds a row.
    ///
    /// Its parameters are fields of the row.
    func creating<Row: EditableRow>(
        _ message: MethodMessage,
        _ type: Row.Type
    ) -> Method<Guest> {
        writing(message) { parameters throws(RPCError) in
            let patch = try parameters.patch(of: message)
            return { scope, context throws(ServiceError) in
                try CreateRow(patch.row(Row.self, in: scope))
                    .run(in: &scope, as: scope.settled(context))
            }
        } _: { (row: Row, output) in
            output.append(row: row)
        }
    }

    /// A method that changes a row: `id`, `patch` and `ifVersion`.
    ///
    /// What may be changed is what may be given to the method that makes it, but for `fixed` fields.
    func updating<Row: EditableRow>(
        _ message: MethodMessage,
        _ type: Row.Type,
        like creating: MethodMessage,
        fixed: [String] = []
    ) -> Method<Guest> {
        let names = creating.fieldNames.filter { !fixed.contains("\($0)") }
        return writing(message) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Row.self)
            let patch = try parameters.patch("patch", of: names)
            let version = try parameters.countIfPresent("ifVersion")
            return { scope, context throws(ServiceError) in
                let id = try id.resolve(in: scope)
                let old: Row = try scope.required(id)
                let new = try patch.applied(to: old, in: scope)
                return try UpdateRow(id, ifVersion: version) { $0 = new }
                    .run(in: &scope, as: context)
            }
        } _: { (row: Row, output) in
            output.append(row: row)
        }
    }

    /// A method that adds a row by a request of its own; its parameters are fields of the row.
    func creating<Row: Record, Request: WriteRequest>(
        _ message: MethodMessage,
        _ make: @escaping @Sendable (Row) -> Request
    ) -> Method<Guest> where Request.Outcome == Row {
        writing(message) { parameters throws(RPCError) in
            let patch = try parameters.patch(of: message)
            return { scope, context throws(ServiceError) in
                try make(patch.row(Row.self, in: scope))
                    .run(in: &scope, as: scope.settled(context))
            }
        } _: { (row: Row, output) in
            output.append(row: row)
        }
    }

    /// A method that changes a row by a request of its own: `id`, `patch` and `ifVersion`.
    func updating<Row: Record, Request: WriteRequest>(
        _ message: MethodMessage,
        like creating: MethodMessage,
        fixed: [String] = [],
        _ make: @escaping @Sendable (ID<Row>, Int?, Row) -> Request
    ) -> Method<Guest> where Request.Outcome == Row {
        let names = creating.fieldNames.filter { !fixed.contains("\($0)") }
        return writing(message) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Row.self)
            let patch = try parameters.patch("patch", of: names)
            let version = try parameters.countIfPresent("ifVersion")
            return { scope, context throws(ServiceError) in
                let id = try id.resolve(in: scope)
                let new: Row = try patch.applied(to: scope.required(id), in: scope)
                return try make(id, version, new).run(in: &scope, as: context)
            }
        } _: { (row: Row, output) in
            output.append(row: row)
        }
    }

    /// A method that puts the rows of an owner into an order, and answers them in it.
    func ordering<Owner: Record, Row: Record, Request: WriteRequest>(
        _ message: MethodMessage,
        of owner: StaticString,
        _ rows: StaticString,
        _ make: @escaping @Sendable (ID<Owner>, [ID<Row>]) -> Request
    ) -> Method<Guest> where Request.Outcome == [Row] {
        writing(message) { parameters throws(RPCError) in
            let owner = try parameters.name(owner, of: Owner.self)
            let names = try parameters.names(rows, of: Row.self)
            return { scope, context throws(ServiceError) in
                try make(owner.resolve(in: scope), names.resolve(in: scope))
                    .run(in: &scope, as: context)
            }
        } _: { (rows: [Row], output) in
            output.append("items", rows: rows)
        }
    }

    /// A method whose request needs nothing but the `id` of a row, and answers a row.
    func changing<Row: Record, Request: WriteRequest>(
        _ message: MethodMessage,
        _ make: @escaping @Sendable (ID<Row>) -> Request
    ) -> Method<Guest> where Request.Outcome: Record {
        writing(message) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Row.self)
            return { scope, context throws(ServiceError) in
                try make(id.resolve(in: scope)).run(in: &scope, as: context)
            }
        } _: { (row: Request.Outcome, output) in
            output.append(row: row)
        }
    }

    /// A method that deletes a row by its `id`, and answers how many rows of which table went.
    func deleting<Row: Record, Request: WriteRequest>(
        _ message: MethodMessage,
        _ make: @escaping @Sendable (ID<Row>) -> Request
    ) -> Method<Guest> where Request.Outcome == [Table: Int] {
        deleting(message, preparing: { _ in make })
    }

    /// The same of a method that takes `force`.
    func deleting<Row: Record, Request: WriteRequest>(
        _ message: MethodMessage,
        byForce make: @escaping @Sendable (ID<Row>, Bool) -> Request
    ) -> Method<Guest> where Request.Outcome == [Table: Int] {
        deleting(message) { parameters throws(RPCError) in
            let isForced = try parameters.bool("force", default: false)
            return { make($0, isForced) }
        }
    }

    /// The same of a method that takes more than the `id`.
    func deleting<Row: Record, Request: WriteRequest>(
        _ message: MethodMessage,
        preparing prepare:
            @escaping @Sendable (borrowing Parameters) throws(RPCError) -> (
                @Sendable (ID<Row>) -> Request
            )
    ) -> Method<Guest> where Request.Outcome == [Table: Int] {
        writing(message) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Row.self)
            let make = try prepare(parameters)
            return { scope, context throws(ServiceError) in
                try make(id.resolve(in: scope)).run(in: &scope, as: context)
            }
        } _: { (counts: [Table: Int], output) in
            output.append("{\"deleted\":")
            output.append(counts)
            output.append("}")
        }
    }
}

extension OutputBuffer {
    /// How many rows of which table, as an object.
    mutating func append(_ counts: [Table: Int]) {
        append("{")
        for (table, count) in counts.sorted(by: { $0.key.number < $1.key.number }) {
            member(table.name, count)
        }
        removeTrailingComma()
        append("}")
    }
}

extension MethodMessage {
    /// The parameters that are fields of the row.
    fileprivate var fieldNames: [StaticString] { parameterNames.filter { "\($0)" != "dryRun" } }
}

extension Parameters {
    /// The fields that a method takes; those that are required must be there.
    func patch(of message: MethodMessage) throws(RPCError) -> FieldPatch {
        for parameter in message.parameters where parameter.isRequired {
            guard has(parameter.name) else { throw invalid(parameter.name, "missing") }
        }
        // A parameter that is null is one that is not given: the row has its default.
        var given: [StaticString] = []
        for name in message.fieldNames {
            guard let value = value(name), value.kind != .null else { continue }
            given.append(name)
        }
        return try FieldPatch(self, given)
    }

    /// The fields of a patch.
    func patch(_ name: StaticString, of fields: [StaticString]) throws(RPCError) -> FieldPatch {
        var patch = try FieldPatch(object(name, fields: fields), fields)
        patch.path = "\(name)."
        return patch
    }
}
