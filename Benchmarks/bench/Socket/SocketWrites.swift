import CLoad
import District
import Glibc
import Threads

/// Durable writes over the socket, from one client to sixty-four, and reads beside them.
final class SocketWrites {
    /// Milliseconds of one turn.
    static let turn: UInt64 = 300
    static let clients = [1, 4, 16, 64]
    private static let rounds = 5

    private let bench: SocketBench
    /// Requests a second of each turn.
    private var rates: [Key: [Double]] = [:]
    private var quietReads: [Double] = []
    private var busyReads: [Double] = []

    private struct Key: Hashable {
        var name: String
        var clients: Int
        var server: String
    }

    /// What is asked beside writers; nil where it is not measured.
    private let questions: Requests?

    init(_ bench: SocketBench, readingBeside questions: Requests?) {
        self.bench = bench
        self.questions = questions
    }

    func measure(_ report: inout Report) throws {
        bench.spoil()
        var stream = DistrictStream(bench.district, seed: 11)
        if bench.options.measures("W2") {
            try measure("W2", &report) { count in
                Self.requests((0..<count).map { _ in stream.enroll() }) { number, enroll in
                    [
                        "lms": Daemon.request(number, enroll),
                        "postgres": PostgresServer.request(enroll),
                    ]
                }
            }
        }
        if Placement.possible.count > 1 {
            try measureReads(&report, &stream)
        }
        if bench.options.measures("W1") {
            try bench.restartDaemon(on: District.today)
            bench.hurry()
            try measure("W1", &report) { count in
                Self.requests((0..<count).map { _ in stream.classMark() }) { number, sheet in
                    [
                        "lms": Daemon.request(number, sheet),
                        "postgres": PostgresServer.request(sheet),
                    ]
                }
            }
        }
    }

    private static func requests<Write>(
        _ writes: [Write],
        _ request: (Int, Write) -> [String: [UInt8]]
    ) -> [String: Requests] {
        var all: [String: Requests] = [:]
        for (number, write) in writes.enumerated() {
            for (server, bytes) in request(number, write) {
                all[server, default: Requests()].add(bytes)
            }
        }
        return all
    }

    private func measure(
        _ name: String,
        _ report: inout Report,
        _ make: (Int) -> [String: Requests]
    ) throws {
        bench.pin(servers: Placement.allProcessors, clients: Placement.allProcessors)
        let servers = bench.stores
        for count in Self.clients {
            let clients = try servers.map { try Clients($0, count: count) }
            var runs: [[Clients.Run]] = servers.map { _ in [] }
            for round in 0..<Self.rounds {
                // More than are answered in a turn.
                let common = make(min(1000 * count, 12_000))
                for index in servers.indices {
                    let number = (index + round) % servers.count
                    guard let requests = common[servers[number].name] else { continue }
                    let pace = Clients.Pace(warming: 0, lasting: Self.turn, isOnce: true)
                    runs[number].append(try clients[number].run(requests, pace))
                }
            }
            for (server, runs) in zip(servers, runs) {
                add(name, count, server.name, runs, &report)
            }
        }
    }

    private func add(
        _ name: String,
        _ clients: Int,
        _ server: String,
        _ runs: [Clients.Run],
        _ report: inout Report
    ) {
        let key = Key(name: name, clients: clients, server: server)
        rates[key] = runs.map(\.perSecond)
        let all = Clients.Run(times: runs.flatMap(\.times), perSecond: 0, bytesPerReply: 0)
        report.add(
            Report.Result(
                name: name,
                engine: server,
                mode: "socket-durable",
                scale: bench.options.scale,
                p50: all.median,
                p99: all.percentile(99),
                mean: Double(all.times.reduce(0, +)) / Double(all.times.count) / 1000,
                perSecond: runs.map(\.perSecond).middle,
                bytes: runs[0].bytesPerReply,
                rows: 1,
                clients: clients
            )
        )
    }

    // MARK: - Reads beside writes

    /// The loop and a reader on one processor, the writer and its four clients on the other.
    private func measureReads(_ report: inout Report, _ stream: inout DistrictStream) throws {
        guard let questions else { return }
        bench.pin(servers: Placement.serverProcessor, clients: Placement.serverProcessor)
        unsafe load_pin_threads(bench.daemon.program.id, "writer", Placement.otherProcessor)
        let reader = try Clients(bench.daemon, count: 1)
        let writers = try Clients(bench.daemon, count: 4)
        let rates = Rates()
        var busy: [Clients.Run] = []
        for _ in 0..<7 {
            let quiet = try reader.run(questions, Clients.Pace(lasting: 100))
            quietReads.append(quiet.median)
            var requests = Requests()
            for number in 0..<8000 { requests.add(Daemon.request(number, stream.enroll())) }
            let (wave, pace) = (requests, Clients.Pace(warming: 0, lasting: 400, isOnce: true))
            let thread = WorkerThread {
                load_pin(0, Placement.otherProcessor)
                do { rates.add(try writers.run(wave, pace).perSecond) } catch {
                    complain("bench: \(error)")
                }
            }
            let run = try reader.run(questions, Clients.Pace(warming: 50, lasting: 250))
            busyReads.append(run.median)
            busy.append(run)
            thread.join()
        }
        report.note("W2 x4 per second beside reads", rates.middle)
        let all = Clients.Run(times: busy.flatMap(\.times), perSecond: 0, bytesPerReply: 0)
        report.add(
            Report.Result(
                name: "Q2",
                engine: "lms",
                mode: "socket-beside-4-writers",
                scale: bench.options.scale,
                p50: busyReads.middle,
                p99: all.percentile(99),
                mean: Double(all.times.reduce(0, +)) / Double(all.times.count) / 1000,
                perSecond: busy.map(\.perSecond).middle,
                clients: 1
            )
        )
    }

    /// What another thread has measured.
    private final class Rates: @unchecked Sendable {
        private let lock = Lock()
        // Guarded by `lock`.
        private var all: [Double] = []

        func add(_ rate: Double) { lock.withLock { all.append(rate) } }

        var middle: Double { lock.withLock { all.middle } }
    }

    // MARK: - Verdicts

    func judge(_ report: inout Report) {
        for (name, limit) in [("W1", 2.0), ("W2", 1.0)] {
            let sides = ["lms", "postgres"].map { rates[Key(name: name, clients: 16, server: $0)] }
            guard let lms = sides[0], let postgres = sides[1] else { continue }
            let ratio = zip(lms, postgres).map { $0 / $1 }.middle
            report.judge("\(name) x16 per second lms / postgres", ratio, atLeast: limit)
        }
        guard !busyReads.isEmpty else { return }
        let ratio = zip(busyReads, quietReads).map { $0 / $1 }.middle
        report.judge("Q2 beside 4 writers / quiet", ratio, atMost: 2)
    }
}
