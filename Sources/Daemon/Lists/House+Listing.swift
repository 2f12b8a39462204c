internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolServices

extension House {
    /// Says which rows are listed, once the parameters have been read.
    typealias Planning<Row> =
        (Guest, borrowing LMDBReader.View) throws(ServiceError) -> ListPlan<Row>

    /// A list that is answered from a plan; see `ListPlan`.
    func listing<Row>(
        _ message: MethodMessage,
        of row: Row.Type,
        _ limits: ListLimits = ListLimits(),
        _ prepare:
            @escaping @Sendable (borrowing Parameters) throws(RPCError) -> Planning<Row>
    ) -> Method<Guest> {
        listing(message, limits) { guest, request, parameters, output throws(RPCError) in
            let plan = try prepare(parameters)
            return try guest.desk.read { view throws(ServiceError) in
                try plan(guest, view).write(request, for: guest, in: view, to: &output)
            }
        }
    }

    /// Writes an array of items, and says how the page ends.
    typealias WritePage =
        @Sendable (Guest, ListRequest, borrowing Parameters, inout OutputBuffer) throws(RPCError)
        -> ListEnd

    /// A list that writes its items in a way of its own; most are answered from a plan.
    func listing(
        _ message: MethodMessage,
        _ limits: ListLimits = ListLimits(),
        hidden: [String] = [],
        writing write: @escaping WritePage
    ) -> Method<Guest> {
        let identity = ListIdentity(message, hidden: hidden)
        return reading(message) { guest, parameters, output throws(RPCError) in
            let request = try parameters.listRequest(identity, limits, for: guest)
            output.append("{\"items\":")
            let end = try write(guest, request, parameters, &output)
            if let next = end.next {
                output.append(",\"nextCursor\":")
                output.append(text: parameters.cursor(behind: next, identity, guest))
            }
            if request.withCount {
                output.append(",\"count\":")
                output.append(number: Int64(end.count))
            }
            if let number = request.number {
                output.append(",\"currentPage\":")
                output.append(number: Int64(number))
                output.append(",\"totalPages\":")
                output.append(number: Int64((end.count + request.limit - 1) / request.limit))
            }
            output.append("}")
        }
    }
}
