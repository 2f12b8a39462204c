internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolServices

extension House {
    /// Finds a row and writes its members.
    typealias Getting =
        (Guest, borrowing LMDBReader.View, inout ListFields) throws(ServiceError) -> Void

    /// A method that answers one object, or those of its members that `fields` names.
    func getting(
        _ message: MethodMessage,
        _ prepare: @escaping @Sendable (borrowing Parameters) throws(RPCError) -> Getting
    ) -> Method<Guest> {
        let identity = ListIdentity(message)
        return reading(message) { guest, parameters, output throws(RPCError) in
            let selection = try parameters.selection(of: identity)
            let get = try prepare(parameters)
            // The fields own the buffer while they write; an empty one stands in for it.
            var buffer = OutputBuffer(capacity: 16)
            swap(&buffer, &output)
            var fields = ListFields(appendingTo: buffer, only: selection)
            let failure = Self.failure { () throws(RPCError) in
                try guest.desk.read { view throws(ServiceError) in try get(guest, view, &fields) }
            }
            guest.desk.trace?.rowsFetched += fields.rowsFetched
            output = fields.finish()
            if let failure { throw failure }
        }
    }

    /// A method that answers the row with an id.
    func getting<Row: Record>(
        _ message: MethodMessage,
        of type: Row.Type,
        _ more:
            @escaping @Sendable (Row, borrowing LMDBReader.View, inout ListFields)
            throws(ServiceError) -> Void = { _, _, _ in }
    ) -> Method<Guest> {
        getting(message) { parameters throws(RPCError) in
            let named = try parameters.name("id", of: Row.self)
            return { guest, view, fields throws(ServiceError) in
                let row = try guest.owner(named, in: view)
                guest.desk.trace?.found("\(Row.table.name)")
                row.write(to: &fields)
                try more(row, view, &fields)
            }
        }
    }

    /// A method that answers the row with an id, or as much of it as the session sees.
    func gettingInPart<Row: ShownInPart & Record>(
        _ message: MethodMessage,
        of type: Row.Type
    ) -> Method<Guest> {
        getting(message) { parameters throws(RPCError) in
            let named = try parameters.name("id", of: Row.self)
            return { guest, view, fields throws(ServiceError) in
                guard let hide = guest.hidingDetails(of: Row.self), case .id(let id) = named else {
                    let row = try guest.owner(named, in: view)
                    guest.desk.trace?.found("\(Row.table.name)")
                    return row.write(to: &fields)
                }
                var row: Row = try view.seenInPart(id)
                guest.desk.trace?.found("\(Row.table.name)")
                hide(&row)
                row.write(to: &fields)
            }
        }
    }

    /// The error of a piece of work, so that what it has borrowed can be given back.
    private static func failure(_ body: () throws(RPCError) -> Void) -> RPCError? {
        do throws(RPCError) { try body() } catch { return error }
        return nil
    }
}
