public import Records

extension Session {
    /// Answers one message, unless it is a notification or leaves the loop.
    ///
    /// Returns false, and has done nothing, where it must wait for a write in front of it.
    mutating func answer(
        _ message: Message,
        _ place: ReplyPlace,
        output: inout OutputBuffer,
        deferred: inout [Deferred]
    ) -> Bool {
        if message.isResponse { return true }
        let start = output.byteCount
        var counted: (method: Int, began: UInt64)?
        do throws(RPCError) {
            guard message.flaw == nil, let name = message.method else {
                throw .invalidRequest(message.flaw)
            }
            guard let entry = methods.entry(named: name) else {
                if name.isEqual(to: "$/cancelRequest"), message.id == nil {
                    cancel(message)
                    return true
                }
                throw methods.unknown(name)
            }
            if isOverloaded { throw RPCError(.busy, "replies to all clients fill their memory") }
            if writesInFlight > 0, entry.mustWait { return false }
            // A notification has no reply: there is no point in reading for it.
            if message.id == nil, entry.isReadOnly { return true }
            if showsCalls, let observer = methods.observer {
                observer(
                    client,
                    Call(method: entry.name, id: message.id, params: message.paramsText)
                )
            }
            let began = Meter.now()
            counted = (entry.number, began)
            let isDone = try run(
                entry,
                message,
                place,
                since: began,
                output: &output,
                deferred: &deferred
            )
            if isDone { meter.note(entry.number, since: began, isFailure: false) }
            if message.id == nil { output.truncate(to: start) }
        } catch {
            if let counted { meter.note(counted.method, since: counted.began, isFailure: true) }
            output.truncate(to: start)
            // A notification is never answered; what is no request at all is.
            if message.id != nil || message.flaw != nil {
                output.appendReply(id: message.id, error)
            }
        }
        return true
    }

    /// Returns whether it is answered; otherwise it has left the loop.
    private mutating func run(
        _ entry: MethodTable.Entry,
        _ message: Message,
        _ place: ReplyPlace,
        since began: UInt64,
        output: inout OutputBuffer,
        deferred: inout [Deferred]
    ) throws(RPCError) -> Bool {
        var parameters = try Parameters(
            message.params,
            names: entry.parameters,
            ignoresUnknown: entry.ignoresUnknown,
            framing: place.framing
        )
        switch entry.body {
        case .answer(_, let answer):
            output.beginResult(id: message.id)
            try answer(client, &parameters, &output)
            output.append("}")
            if let shows = parameters.showsCalls { showsCalls = shows }
            return true
        case .write(let prepare):
            let write = try prepare(client, &parameters)
            let item = `defer`(
                .write(write),
                entry,
                message,
                place,
                since: began,
                isExclusive: parameters.holdsOthers
            )
            deferred.append(item)
            return false
        case .long(let isExclusive, let prepare):
            let work = try prepare(client, &parameters)
            let item = `defer`(
                .long(work),
                entry,
                message,
                place,
                since: began,
                isExclusive: isExclusive
            )
            deferred.append(item)
            return false
        case .end:
            end()
            output.beginResult(id: message.id)
            output.append("null}")
            return true
        }
    }

    private mutating func `defer`(
        _ job: Deferred.Job,
        _ entry: MethodTable.Entry,
        _ message: Message,
        _ place: ReplyPlace,
        since began: UInt64,
        isExclusive: Bool = false
    ) -> Deferred {
        var isWrite = false
        if case .write = job { isWrite = true }
        var id: [UInt8]?
        if let text = message.id { id = [UInt8](copying: text) }
        let request = Pending(
            id: id,
            place: place,
            isWrite: isWrite,
            isExclusive: isExclusive,
            cancellation: Cancellation(),
            method: entry.number,
            began: began
        )
        let ticket = nextTicket
        nextTicket &+= 1
        pending[ticket] = request
        writesInFlight += isWrite ? 1 : 0
        if isExclusive { hasExclusive = true }
        place.batch?.openCount += 1
        return Deferred(ticket: ticket, job: job, cancellation: request.cancellation)
    }

    // MARK: - Outcomes

    /// Writes the reply to a request that had left the loop; afterwards `receive` may find more to do.
    public mutating func complete(
        _ ticket: UInt32,
        _ outcome: Outcome,
        output: inout OutputBuffer
    ) {
        guard let request = pending.removeValue(forKey: ticket) else { return }
        meter.note(request.method, since: request.began, isFailure: outcome.isFailure)
        if request.isWrite {
            writesInFlight -= 1
            if writesInFlight == 0 { stopWaiting() }
        }
        if request.isExclusive { hasExclusive = false }
        if let batch = request.place.batch {
            if let id = request.id { batch.append { $0.appendReply(id: id.rawSpan, outcome) } }
            batch.openCount -= 1
            conclude(batch, request.place, output: &output)
        } else if let id = request.id {
            let frame = ReplyFrame(request.place.framing, digits: lengthDigits, in: &output)
            output.appendReply(id: id.rawSpan, outcome)
            lengthDigits = frame.end(in: &output)
        } else if request.place.framing.isHTTP {
            appendNoContent(to: &output)
        }
    }

    // MARK: - Cancelling

    /// Marks the requests of that id, whose late outcomes will then find no ticket.
    private mutating func cancel(_ message: Message) {
        guard let text = message.paramsText else { return }
        let params = RefusedText(Span(_bytes: text))
        guard let range = params.member("id") else { return }
        let id = text.extracting(range)
        for (ticket, request) in pending {
            guard let other = request.id, other.rawSpan.elementsEqual(id) else { continue }
            if !request.isWrite {
                request.cancellation.cancel()
            } else if request.place.batch != nil || !request.cancellation.cancelBeforeBegin() {
                // Too late, or in a batch: it is answered with what becomes of it.
                continue
            }
            cancelled.append(ticket)
        }
    }

    /// Answers what was cancelled: a cancelled request gets its one reply like any other.
    mutating func completeCancelled(output: inout OutputBuffer) {
        while let ticket = cancelled.popLast() {
            complete(ticket, .failure(RPCError(.requestCancelled)), output: &output)
        }
    }
}

extension MethodTable.Entry {
    /// Whether it sees the writes of its connection.
    fileprivate var mustWait: Bool {
        switch body {
        case .answer(let waits, _): waits
        case .long: true
        case .write, .end: false
        }
    }

    /// Whether nothing is different after it.
    fileprivate var isReadOnly: Bool { mustWait }
}

extension RPCError {
    /// The answer to what is JSON, and no request.
    static func invalidRequest(_ flaw: Message.Flaw?) -> RPCError {
        let reason: (name: StaticString, hint: String?) =
            switch flaw {
            case .notAnObject: ("notAnObject", nil)
            case .noVersion: ("noVersion", "add \"jsonrpc\": \"2.0\"")
            case .noMethod, nil: ("noMethod", "\"method\" is a string")
            case .badID: ("badID", "an id is a string, a number or null")
            case .badParams: ("badParams", "params are an object or an array")
            }
        return RPCError(
            .invalidRequest,
            facts: [.init("reason", .text("\(reason.name)"))],
            hint: reason.hint
        )
    }
}

extension OutputBuffer {
    fileprivate mutating func appendReply(id: RawSpan, _ outcome: Outcome) {
        switch outcome {
        case .success(let result):
            beginResult(id: id)
            append(result.rawSpan)
            append("}")
        case .failure(let error): appendReply(id: id, error)
        }
    }
}

extension Result {
    fileprivate var isFailure: Bool {
        if case .failure = self { true } else { false }
    }
}
