import CLoad
import District
import Glibc
import Records
import Threads

/// One good client beside a crowd that is idle, deaf, slow or in a hurry.
final class Crowd {
    static let idle = 1000
    static let deaf = 100
    static let half = 50
    static let connectsPerSecond: Int32 = 2500
    /// What the daemon takes by default.
    static let connections = 1024
    /// Milliseconds of one measurement.
    static let span: UInt64 = 1500

    private let bench: SocketBench
    private var descriptors: [Int32] = []
    private var question = Requests()
    private var month: [UInt8] = []

    init(_ bench: SocketBench) {
        self.bench = bench
        var stream = DistrictStream(bench.district, seed: 3)
        for number in 0..<100 {
            question.add(Daemon.request(.q1, number, stream.question(.q1)))
        }
        month = Daemon.request(.q2, 0, stream.question(.q2))
    }

    private var process: pid_t { bench.daemon.program.id }

    func measure(_ report: inout Report) throws {
        allowDescriptors()
        bench.hurry()
        let other =
            Placement.possible.count > 1 ? Placement.otherProcessor : Placement.serverProcessor
        bench.pin(servers: Placement.serverProcessor, clients: other)
        let good = try Clients(bench.daemon, count: 1)
        // Once, so that everything is loaded that will ever be.
        _ = try ask(good)
        let start = State(process)
        let quiet = try ask(good)
        add("quiet", quiet, &report)

        try connect(Self.idle)
        let idle = try ask(good)
        add("idle", idle, &report)
        judge("beside \(Self.idle) idle clients", idle, quiet, start, &report)
        try refuse(&report)
        leave(descriptors.count - (Self.connections - 1 - Self.deaf - Self.half - 64))

        let before = load_resident_bytes(process)
        try connect(Self.deaf) { try self.deafen($0) }
        try settle()
        let held = Double(load_resident_bytes(process)) - Double(before)
        let reply = try Clients(bench.daemon, count: 1).ask(month).count
        let most = Double(256 << 10 + reply) / 1024
        report.judge(
            "KiB held for a client that does not read",
            held / Double(Self.deaf) / 1024,
            atMost: most.rounded(places: 1)
        )
        try connect(Self.half) { _ = unsafe load_push($0, self.month, self.month.count / 2) }
        let storm = try storm(beside: good)
        add("crowd", storm.run, &report)
        report.note("connects a second", storm.connectsPerSecond)
        report.judge("connects that failed", Double(storm.failures), atMost: 0)
        judge("beside everybody", storm.run, quiet, start, &report)

        leave(descriptors.count)
        try settle()
        let end = State(process)
        report.judge(
            "descriptors left over",
            Double(end.descriptors - start.descriptors),
            atMost: 0
        )
        report.note("MiB more afterwards", end.megabytes(since: start))
        add("quiet again", try ask(good), &report)
    }

    // MARK: - The good one

    private func ask(_ good: Clients) throws -> Clients.Run {
        try good.run(question, Clients.Pace(warming: 50, lasting: Self.span))
    }

    private func add(_ name: String, _ run: Clients.Run, _ report: inout Report) {
        report.add(
            Report.Result(
                name: "Q1",
                engine: "lms",
                mode: "crowd: " + name,
                scale: bench.options.scale,
                p50: run.median,
                p99: run.percentile(99),
                mean: Double(run.times.reduce(0, +)) / Double(run.times.count) / 1000,
                perSecond: run.perSecond,
                bytes: run.bytesPerReply
            )
        )
    }

    private func judge(
        _ name: String,
        _ run: Clients.Run,
        _ quiet: Clients.Run,
        _ start: State,
        _ report: inout Report
    ) {
        report.judge("median \(name) / quiet", run.median / quiet.median, atMost: 1.5)
        let more = (run.percentile(99) - quiet.percentile(99)) / 1000
        report.judge("ms more at p99 \(name)", more, atMost: 0.5)
        let now = State(process)
        report.judge("MiB more \(name)", now.megabytes(since: start), atMost: 64)
    }

    /// What the daemon holds.
    private struct State {
        let bytes: UInt64
        let descriptors: Int

        init(_ process: pid_t) {
            bytes = load_resident_bytes(process)
            descriptors = Int(load_descriptors(process))
        }

        func megabytes(since start: State) -> Double {
            (Double(bytes) - Double(start.bytes)) / 1_048_576
        }
    }

    // MARK: - The others

    private func allowDescriptors() {
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Connects so many, each of which does something first, and waits until they are served.
    private func connect(_ count: Int, _ begin: (Int32) throws -> Void = { _ in }) throws {
        for _ in 0..<count {
            let descriptor = unsafe load_connect(bench.daemon.socket)
            guard descriptor >= 0 else {
                throw Options.Misuse(description: "a client of the crowd is not let in")
            }
            descriptors.append(descriptor)
            try begin(descriptor)
        }
        try settle()
    }

    /// Asks for months until the socket takes no more, and reads nothing.
    private func deafen(_ descriptor: Int32) throws {
        for _ in 0..<2000 {
            let pushed = unsafe load_push(descriptor, month, month.count)
            // A part of a request is never followed by the rest.
            if pushed < month.count { return }
        }
    }

    /// One answer behind all that is waiting.
    private func settle() throws {
        usleep(200_000)
        _ = try Clients(bench.daemon, count: 1).ask(month)
        usleep(100_000)
    }

    private func leave(_ count: Int) {
        for descriptor in descriptors.suffix(max(0, count)) { close(descriptor) }
        descriptors.removeLast(max(0, count))
        usleep(300_000)
    }

    /// Whoever comes on top of the limit is told so.
    private func refuse(_ report: inout Report) throws {
        let room = Self.connections - 1 - descriptors.count
        var (refused, other) = (0, 0)
        for index in 0..<room + 50 {
            let descriptor = unsafe load_connect(bench.daemon.socket)
            descriptors.append(descriptor)
            guard index >= room else { continue }
            var text = [CChar](repeating: 0, count: 512)
            let count = unsafe load_farewell(descriptor, &text, 512, 1000)
            let bytes = text.prefix(max(0, Int(count))).map(UInt8.init(bitPattern:))
            let said = String(decoding: bytes, as: UTF8.self)
            if said.contains("\"busy\"") { refused += 1 } else { other += 1 }
        }
        report.note("clients over the limit that are told so", Double(refused))
        report.judge("clients over the limit that are told nothing", Double(other), atMost: 0)
    }

    private struct Storm {
        var run: Clients.Run
        var connectsPerSecond: Double
        var failures: Int
    }

    private func storm(beside good: Clients) throws -> Storm {
        let (socket, milliseconds) = (bench.daemon.socket, Int32(Self.span) + 100)
        let result = StormResult()
        let thread = WorkerThread {
            let storm = unsafe load_storm(socket, Self.connectsPerSecond, milliseconds)
            result.connects = Int(storm.connects)
            result.failures = Int(storm.failures)
            result.seconds = Double(storm.nanoseconds) / 1e9
        }
        let run = try ask(good)
        thread.join()
        return Storm(
            run: run,
            connectsPerSecond: Double(result.connects) / result.seconds,
            failures: result.failures
        )
    }

    /// Written by one thread, read after its end.
    private final class StormResult: @unchecked Sendable {
        var connects = 0
        var failures = 0
        var seconds = 1.0
    }
}
