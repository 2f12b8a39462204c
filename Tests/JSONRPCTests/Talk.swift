import JSONRPC
import Records

/// A client for tests: it counts what its methods did.
final class Listener {
    var calls: [String] = []
}

/// A conversation without sockets: text in, text out.
final class Talk {
    var session: Session
    let listener = Listener()
    let meter = Meter(testMethods)
    var input = InputBuffer()
    var parser = JSONParser()
    var output = OutputBuffer()
    var deferred: [Deferred] = []

    init(limits: SessionLimits = SessionLimits()) {
        session = Session(
            methods: testMethods,
            client: listener,
            limits: limits,
            meter: meter
        )
    }

    /// Sends text and returns what comes back at once.
    func say(_ text: String) -> String { say([UInt8](text.utf8)) }

    func say(_ bytes: [UInt8]) -> String {
        input.append(bytes.span)
        return listen()
    }

    /// Takes what can be taken.
    func listen() -> String {
        var used = 0
        repeat {
            used = session.receive(
                input,
                parser: &parser,
                output: &output,
                deferred: &deferred
            )
            input.removeFirst(used)
        } while used > 0
        return heard()
    }

    /// Parses the long text at the front of the input elsewhere, and hands it back.
    func parseLongText() -> String {
        guard let frame = session.longFrame else { return "there is no long text" }
        var whole = InputBuffer()
        swap(&whole, &input)
        let body = InputBuffer(copying: whole.bytes.extracting(frame.body))
        whole.removeFirst(frame.end)
        swap(&whole, &input)
        var other = JSONParser()
        do throws(JSONError) { _ = try other.parse(body.padded) } catch { return "\(error)" }
        session.receive(longText: body.padded, parser: &other, output: &output, deferred: &deferred)
        return heard()
    }

    func hangUp() -> String {
        session.receiveEnd(input, output: &output)
        return heard()
    }

    /// Ends the oldest request that left the loop.
    func finishOldest(_ outcome: Outcome? = nil) -> String {
        let oldest = deferred.removeFirst()
        let outcome = outcome ?? run(oldest)
        session.complete(oldest.ticket, outcome, output: &output)
        return heard() + listen()
    }

    private func run(_ job: Deferred) -> Outcome {
        switch job.job {
        case .write: return .success([UInt8]("\"written\"".utf8))
        case .long(let work):
            var result = OutputBuffer()
            do throws(RPCError) {
                try work(&result, job.cancellation)
                return .success([UInt8](copying: result.bytes))
            } catch {
                return .failure(error)
            }
        }
    }

    func heard() -> String {
        var written = OutputBuffer()
        swap(&written, &output)
        let bytes = [UInt8](copying: written.bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Talk {
    var isEnding: Bool { session.isEnding }
    var hasTakenAll: Bool { input.isEmpty }
    var isBlocked: Bool { session.isBlocked }
    var isIdle: Bool { session.isIdle }
    var longFrame: Frame? { session.longFrame }

    func notify(_ message: String) -> Bool {
        session.notify([UInt8](message.utf8).rawSpan, output: &output)
    }

    /// One line each way.
    func line(_ text: String) -> String {
        let reply = say(text + "\n")
        return reply.hasSuffix("\n") ? String(reply.dropLast()) : reply
    }
}

/// Methods of the specification's examples, and some for each way of answering.
private let methods: [Method<Listener>] = [
    .read("subtract", ["minuend", "subtrahend"]) { _, parameters, output throws(RPCError) in
        let difference =
            try parameters.integer("minuend") - parameters.integer("subtrahend")
        output.append(number: difference)
    },
    .read("sum", ["a", "b", "c"]) { _, parameters, output throws(RPCError) in
        let sum =
            try parameters.integer("a") + parameters.integer("b") + parameters.integer("c")
        output.append(number: sum)
    },
    .read("get_data") { _, _, output in output.append("[\"hello\",5]") },
    .immediate("update", ["a", "b", "c", "d", "e"]) { client, _, output in
        client.calls.append("update")
        output.append("null")
    },
    .immediate("notify_hello", ["a"]) { client, _, output in
        client.calls.append("hello")
        output.append("null")
    },
    .immediate("initialize", ["clientInfo"], ignoresUnknown: true) { _, _, output in
        output.append("{}")
    },
    .immediate("ping") { _, _, output in output.append("\"pong\"") },
    .immediate("echo", ["value"]) { _, parameters, output in
        if let value = parameters.value("value") {
            output.append(value)
        } else {
            output.append("null")
        }
    },
    .immediate("fail") { _, _, output throws(RPCError) in
        output.append("half of a result")
        throw RPCError(.cohortFull, facts: [.init("max", .number(2)), .init("taken", .number(2))])
    },
    .write("write", ["value"]) { client, parameters throws(RPCError) in
        let value = try parameters.stringIfPresent("value") ?? ""
        client.calls.append("write" + value)
        return { completion in completion.succeed([UInt8]("null".utf8)) }
    },
    .long("long", ["value"]) { _, parameters throws(RPCError) in
        let value = try parameters.integerIfPresent("value") ?? 0
        return { output, _ in output.append(number: value) }
    },
    .exclusive("login") { client, _ throws(RPCError) in
        client.calls.append("login")
        return { output, _ in output.append("\"welcome\"") }
    },
    .immediate("framing") { _, parameters, output in
        output.append(parameters.framing.isHTTP ? "\"http\"" : "\"stream\"")
    },
    .end("exit"),
]

let testMethods = MethodTable(methods)

// MARK: - Messages

func call(_ method: String, id: String? = "1", params: String? = nil) -> String {
    let id = id.map { ",\"id\":" + $0 } ?? ""
    let params = params.map { ",\"params\":" + $0 } ?? ""
    return "{\"jsonrpc\":\"2.0\"\(id),\"method\":\"\(method)\"\(params)}"
}

func result(_ value: String, id: String = "1") -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":\(id),\"result\":\(value)}"
}

func post(_ body: String, _ headers: String = "") -> String {
    "POST / HTTP/1.1\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
}
