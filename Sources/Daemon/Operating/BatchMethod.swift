internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolServices
internal import Storage

/// How many calls a batch may have: they share one transaction, and others wait for it.
let batchMaximum = 1_000

extension House {
    /// Several writes in one transaction, each of them judged as if it had come alone.
    func batching(_ methods: [Method<Guest>]) -> Method<Guest> {
        let house = self
        let message = MethodMessage.adminBatch
        let table = Dictionary(uniqueKeysWithValues: methods.map { ("\($0.name)", $0) })
        return .write(message.name, message.parameterNames) {
            guest,
            parameters throws(RPCError) in
            try guest.admit(message)
            let isAtomic = try parameters.bool("atomic", default: true)
            let isRehearsal = try parameters.bool("dryRun", default: false)
            let sheet = BatchSheet()
            guest.batch = sheet
            defer { guest.batch = nil }
            var calls = try parameters.elements("calls")
            while let call = calls.next() {
                guard sheet.count < batchMaximum else {
                    throw RPCError(
                        .tooLarge,
                        facts: [.init("limit", .number(Int64(batchMaximum)))],
                        hint: "more than one batch"
                    )
                }
                let index = sheet.count
                do throws(RPCError) {
                    let fields: [StaticString] = ["method", "params"]
                    let call = try parameters.object(call, at: index, of: "calls", fields: fields)
                    try sheet.add(call, from: table, guest)
                } catch {
                    guard !isAtomic else { throw error.at(index) }
                    sheet.add(refused: error)
                }
            }
            let steps = sheet.finish()
            let context = house.context(for: guest)
            return { completion in
                let body: Body<BatchOutcome> = { scope, context throws(ServiceError) in
                    try BatchOutcome.run(steps, isAtomic: isAtomic, in: &scope, as: context)
                }
                house.submit(body, as: context, isRehearsal: isRehearsal, completion) {
                    $1.append($0)
                }
            }
        }
    }
}

extension BatchSheet {
    /// Prepares one call; a method that would not run on the writer at once is refused by its name.
    fileprivate func add(
        _ call: borrowing Parameters,
        from table: [String: Method<Guest>],
        _ guest: Guest
    ) throws(RPCError) {
        let name = try call.string("method")
        guard let method = table[name] else {
            let meant = Nearest.name(to: name, among: table.keys.sorted())
            throw call.invalid("method", "unknown", hint: meant.map { "did you mean \"\($0)\"?" })
        }
        let before = count
        var inner = try call.parameters("params", fields: method.parameterNames)
        let write = try method.prepareWrite(guest, &inner)
        guard write != nil, count == before + 1 else {
            var error = call.invalid(
                "method",
                "notBatched",
                hint: write == nil
                    ? "a JSON-RPC batch takes what reads, and what works for long"
                    : "it hashes a password first: call it alone, or import people"
            )
            error.facts.append(.init("method", .text(name)))
            throw error
        }
    }
}

extension RPCError {
    /// The same, of one call of a batch.
    fileprivate func at(_ index: Int) -> RPCError {
        var error = self
        error.facts.insert(.init("index", .number(Int64(index))), at: 0)
        return error
    }
}

extension OutputBuffer {
    /// The results in the order of the calls, null for those that failed; and why they did.
    fileprivate mutating func append(_ outcome: BatchOutcome) {
        append("{")
        member("count", outcome.results.count - outcome.failureCount)
        append("\"results\":[")
        for result in outcome.results {
            if case .success(let answer) = result { answer(&self) } else { append("null") }
            append(",")
        }
        removeTrailingComma()
        append("],\"failed\":[")
        for (index, result) in outcome.results.enumerated() {
            guard case .failure(let error) = result else { continue }
            append("{")
            member("index", index)
            append("\"error\":")
            append(error)
            append("},")
        }
        removeTrailingComma()
        append("]}")
    }
}
