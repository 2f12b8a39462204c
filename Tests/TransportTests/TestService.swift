import JSONRPC
import Records
import TestSupport
import Threads
import Transport

/// Something that a test waits for.
final class Event: Sendable {
    private let lock = Lock()
    private let changed = Condition()
    nonisolated(unsafe) private var count = 0

    func signal() {
        lock.withLock {
            unsafe count += 1
            changed.broadcast()
        }
    }

    /// Waits until it has been signalled so often; false after a minute.
    func wait(for wanted: Int = 1) -> Bool {
        lock.withLock {
            while unsafe count < wanted {
                if !changed.wait(holding: lock, atMostNanoseconds: 60_000_000_000) { return false }
            }
            return true
        }
    }

    var value: Int { lock.withLock { unsafe count } }
}

/// Requests that are held back until the test lets them go.
final class Held: Sendable {
    private let lock = Lock()
    nonisolated(unsafe) private var completions: [Completion] = []
    let arrived = Event()

    func add(_ completion: Completion) {
        lock.withLock { unsafe completions.append(completion) }
        arrived.signal()
    }

    /// Answers all, in the order of their arrival.
    func release() {
        let waiting = lock.withLock {
            defer { unsafe completions = [] }
            return unsafe completions
        }
        for completion in waiting { completion.succeed([UInt8]("\"released\"".utf8)) }
    }
}

struct TestService: Service {
    final class Client {
        let connection: ConnectionHandle
        let peer: Peer
        init(_ connection: ConnectionHandle, _ peer: Peer) {
            self.connection = connection
            self.peer = peer
        }
    }

    let held = Held()
    let left = Event()
    let resumed = Event()
    let cancelled = Event()
    let begun = Event()
    let sent = Event()
    let refused = Event()
    let dropped = Event()
    let unwanted = Cancellation()

    func openDesk() {}

    func welcome(_ connection: ConnectionHandle, from peer: Peer, at desk: Void) -> Client {
        Client(connection, peer)
    }

    func farewell(_ client: Client) { left.signal() }

    func resume(_ client: Client) {
        client.connection.notify([UInt8]("{\"method\":\"resync\"}".utf8))
        resumed.signal()
    }

    /// Sends two notifications at a time, and counts what becomes of them.
    private func push(_ client: Client, _ parameters: inout Parameters) throws(RPCError) {
        let padding = String(repeating: "x", count: Int(try parameters.integer("bytes")))
        let isWanted = try parameters.bool("wanted", default: true)
        if !isWanted { unwanted.cancel() }
        for number in 0..<(try parameters.integer("count")) {
            let message = [UInt8]("{\"number\":\(number),\"x\":\"\(padding)\"}".utf8)
            client.connection.notify(
                [message, message],
                unless: isWanted ? nil : unwanted
            ) { [sent, refused, dropped] delivery in
                switch delivery {
                case .sent: sent.signal()
                case .refused: refused.signal()
                case .dropped: dropped.signal()
                }
            }
        }
    }

    var methods: [Method<Client>] {
        [
            .immediate("ping") { _, _, output in output.append("\"pong\"") },
            .immediate("stop") { client, _, output in
                client.connection.stopServer()
                output.append("null")
            },
            .immediate("peer") { client, _, output in
                output.append(number: Int64(client.peer.userID))
            },
            .read("blob", ["bytes"]) { _, parameters, output throws(RPCError) in
                output.append("\"")
                output.append(zeros: Int(try parameters.integer("bytes")))
                output.append("\"")
            },
            .immediate("length", ["text"]) { _, parameters, output throws(RPCError) in
                output.append(number: Int64(try parameters.text("text").byteCount))
            },
            .write("hold") { [held] _, _ in { completion in held.add(completion) } },
            .long("double", ["value"]) { _, parameters throws(RPCError) in
                let value = try parameters.integer("value")
                return { output, _ in output.append(number: value * 2) }
            },
            .long("untilCancelled") { [cancelled, begun] _, _ in
                { output, cancellation in
                    begun.signal()
                    while !cancellation.isCancelled {}
                    cancelled.signal()
                    output.append("null")
                }
            },
            .immediate("notify", ["count", "bytes"]) {
                client,
                parameters,
                output throws(RPCError) in
                let padding = String(repeating: "x", count: Int(try parameters.integer("bytes")))
                for number in 0..<(try parameters.integer("count")) {
                    client.connection.notify(
                        [UInt8]("{\"number\":\(number),\"x\":\"\(padding)\"}".utf8)
                    )
                }
                output.append("null")
            },
            .immediate("push", ["count", "bytes", "wanted"]) {
                [self] client, parameters, output throws(RPCError) in
                try push(client, &parameters)
                output.append("null")
            },
            .end("exit"),
        ] + examples
    }

    /// The methods of the specification's examples.
    private var examples: [Method<Client>] {
        [
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
            .immediate("get_data") { _, _, output in output.append("[\"hello\",5]") },
            .immediate("update", ["a", "b", "c", "d", "e"]) { _, _, output in output.append("null")
            },
            .immediate("notify_hello", ["a"]) { _, _, output in output.append("null") },
        ]
    }
}

/// A server in a folder of its own, for one test.
final class TestServer {
    let service = TestService()
    let server: Server
    let folder = TemporaryFolder()
    let path: String
    private let thread: WorkerThread
    private var isStopped = false

    init(_ change: (inout ServerOptions) -> Void = { _ in }) throws {
        var options = ServerOptions()
        options.stopsOnSignals = false
        change(&options)
        let server = Server(service, options: options)
        self.server = server
        path = folder.path("lmsd.sock")
        let listener = try Listener(path: path)
        let ready = Event()
        thread = WorkerThread { server.run(listeners: [listener]) { ready.signal() } }
        precondition(ready.wait(), "the server does not start")
    }

    func connect() -> TestClient { TestClient(path) }

    /// Stops, and waits for the end.
    func stop() {
        guard !isStopped else { return }
        isStopped = true
        server.stop()
        thread.join()
    }

    deinit { stop() }
}
