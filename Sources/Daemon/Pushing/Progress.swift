internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import Transport

/// Tells a client how far its long request has come.
///
/// Nothing is told behind the reply: a request that is cancelled has had it.
struct Progress: Sendable {
    private let connection: ConnectionHandle
    /// As JSON.
    private let token: [UInt8]

    /// The progress of the request with these parameters, where the client has asked to hear of it.
    init?(_ guest: Guest, _ parameters: borrowing Parameters) throws(RPCError) {
        guard let token = try [UInt8](token: parameters.workDoneToken, "workDoneToken") else {
            return nil
        }
        guard guest.wants(.progress) else { return nil }
        connection = guest.connection
        self.token = token
    }

    func begin(_ title: String, unless cancellation: Cancellation) {
        tell("begin", unless: cancellation) { output in
            output.member("title", title)
            output.append("\"cancellable\":true,")
            output.member("percentage", 0)
        }
    }

    func report(_ message: String, _ percentage: Int, unless cancellation: Cancellation) {
        tell("report", unless: cancellation) { output in
            output.member("message", message)
            output.member("percentage", percentage)
        }
    }

    func end(unless cancellation: Cancellation) { tell("end", unless: cancellation) { _ in } }

    private func tell(
        _ kind: StaticString,
        unless cancellation: Cancellation,
        _ members: (inout OutputBuffer) -> Void
    ) {
        let message = [UInt8].notification(.progress) { output in
            output.append("\"token\":")
            output.append(token.rawSpan)
            output.append(",\"value\":{")
            output.member("kind", "\(kind)")
            members(&output)
            output.removeTrailingComma()
            output.append("},")
        }
        connection.notify([message], unless: cancellation) { _ in }
    }
}

extension [UInt8] {
    /// A token as JSON, or nil where none is given.
    init?(token value: JSONValue?, _ name: String) throws(RPCError) {
        guard let value else { return nil }
        var output = OutputBuffer(capacity: 48)
        if let text = value.text {
            output.append(text: text)
        } else if let number = value.integer {
            output.append(number: number)
        } else {
            throw RPCError(
                .invalidParams,
                facts: [.init("path", .text(name)), .init("reason", .text("wrongType"))],
                hint: "a text or a whole number"
            )
        }
        self = [UInt8](copying: output.bytes)
    }
}
