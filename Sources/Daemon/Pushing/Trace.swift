internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import Transport

/// How much a client wants to hear of its own calls.
enum Trace: String {
    case off
    case messages
    case verbose
}

extension Parameters {
    /// What is to be traced; off where nothing is given.
    func trace(_ name: StaticString) throws(RPCError) -> Trace {
        guard let text = try stringIfPresent(name) else { return .off }
        guard let trace = Trace(rawValue: text) else {
            throw invalid(name, "notOneOf", hint: "one of off, messages, verbose")
        }
        return trace
    }
}

extension Guest {
    /// Whether the client has asked for a notification; it is sent no other.
    func wants(_ message: NotificationMessage) -> Bool {
        notifications.contains("\(message.name)")
    }

    /// Whether the client wants to hear of its calls.
    var isTraced: Bool {
        // A pattern: to compare would be to compare the names.
        if case .off = trace { false } else { true }
    }

    /// Tells the client of a call of its own: never what it says, which may be personal.
    func trace(_ call: borrowing Call) {
        guard isTraced, wants(.logTrace) else { return }
        var text = "Received notification '\(call.method)'."
        if let id = call.id {
            let id = String(decoding: [UInt8](copying: id), as: UTF8.self)
            text = "Received request '\(call.method) - (\(id))'."
        }
        let byteCount = call.paramsByteCount
        connection.notify(
            .notification(.logTrace) { output in
                output.member("message", text)
                if trace == .verbose { output.member("verbose", "\(byteCount) bytes of params") }
            }
        )
    }
}

extension House {
    var setTrace: Method<Guest> {
        let message = MethodMessage.setTrace
        return .immediate(message.name, message.parameterNames) {
            guest,
            parameters,
            output throws(RPCError) in
            guest.trace = try parameters.trace("value")
            parameters.showsCalls = guest.isTraced
            output.append("null")
        }
    }
}
