import CLoad
import District

/// Every question of every server in every placement, in turns.
final class SocketReads {
    /// How many questions of a kind there are.
    static let questions = 400
    /// How many of them a turn asks again and again: as many as in process, and they are in the caches.
    static let chunk = 100
    /// Milliseconds of one turn.
    static let turn: UInt64 = 50

    private let bench: SocketBench
    private let scenarios: [Scenario]
    /// Microseconds and requests a second of each turn.
    private var turns: [Key: [Turn]] = [:]

    struct Key: Hashable {
        var query: DistrictQuery
        var placement: Placement
        var server: String
    }

    struct Turn {
        var median: Double
        var perSecond: Double
    }

    /// One kind of question, and how each server is asked.
    struct Scenario {
        let query: DistrictQuery
        private var requests: [String: [Requests]] = [:]

        init(_ query: DistrictQuery) { self.query = query }

        mutating func add(_ request: [UInt8], of server: String, number: Int, replySize: Int) {
            var chunks = requests[server, default: []]
            if number % chunk == 0 || chunks.isEmpty { chunks.append(Requests()) }
            chunks[chunks.count - 1].add(request, replySize: replySize)
            requests[server] = chunks
        }

        /// What a server is asked in a turn; each turn has another chunk.
        func requests(of server: String, turn: Int) -> Requests? {
            guard let chunks = requests[server] else { return nil }
            return chunks[turn % chunks.count]
        }
    }

    init(_ bench: SocketBench, _ report: inout Report) throws {
        self.bench = bench
        let wanted = DistrictQuery.allCases.filter { bench.options.measures($0.name) }
        var all: [String: Clients] = [:]
        for server in bench.servers { all[server.name] = try Clients(server, count: 1) }
        var scenarios: [Scenario] = []
        for query in wanted {
            scenarios.append(try Self.prepare(query, bench.district, all, &report))
        }
        self.scenarios = scenarios
    }

    // MARK: - Questions

    /// Asks each question once, compares what the stores say, and learns how large the replies are.
    private static func prepare(
        _ query: DistrictQuery,
        _ district: District,
        _ clients: [String: Clients],
        _ report: inout Report
    ) throws -> Scenario {
        var stream = DistrictStream(district, seed: 7)
        var scenario = Scenario(query)
        var (rows, compared) = (0, 0)
        for (number, question) in stream.questions(query, count: questions).enumerated() {
            guard let lms = clients["lms"] else { break }
            let request = Daemon.request(query, number, question)
            let reply = try lms.ask(request)
            guard let result = Daemon.result(of: reply) else {
                let said = String(decoding: reply, as: UTF8.self)
                throw Options.Misuse(description: "lms: \(query.name): \(said)")
            }
            rows += result.count { $0 == 0x7b } - (query == .q1b ? 0 : 1)
            scenario.add(request, of: "lms", number: number, replySize: reply.count)
            let echo = EchoServer.request(size: request.count, replySize: reply.count)
            scenario.add(echo, of: "echo", number: number, replySize: reply.count)
            if let floor = clients["floor"], try FloorServer.knows(request, reply, floor) {
                scenario.add(request, of: "floor", number: number, replySize: reply.count)
            }
            if let redis = clients["redis"] {
                let key = "\(query.name):\(number)"
                _ = try redis.ask(RedisServer.set(key, size: reply.count))
                let get = RedisServer.get(key)
                let size = try redis.ask(get).count
                scenario.add(get, of: "redis", number: number, replySize: size)
            }
            if let postgres = clients["postgres"] {
                let request = PostgresServer.request(query, question)
                let reply = try postgres.ask(request)
                try PostgresServer.check(reply)
                try compare(result, PostgresServer.value(of: reply), question, query)
                compared += 1
                scenario.add(request, of: "postgres", number: number, replySize: reply.count)
            }
        }
        report.verified(query.name, questions: questions, rows: rows, cold: 0)
        if compared > 0 { print("\(query.name): \(compared) alike in postgres") }
        return scenario
    }

    /// The same rows in the same order, or nothing is measured.
    private static func compare(
        _ lms: [UInt8],
        _ other: [UInt8]?,
        _ question: DistrictQuestion,
        _ query: DistrictQuery
    ) throws {
        let ours = PlainTimes.items(of: PlainTimes.replace(in: lms))
        let empty = query == .q1b ? "{\"enrolled\":false,\"status\":null}" : "[]"
        let theirs = other.map(compact) ?? Array(empty.utf8)
        guard ours != theirs else { return }
        let place = zip(ours, theirs).enumerated().first { $1.0 != $1.1 }?.offset ?? 0
        func around(_ bytes: [UInt8]) -> String {
            String(decoding: bytes.dropFirst(max(0, place - 120)).prefix(240), as: UTF8.self)
        }
        throw Options.Misuse(
            description: """
                \(query.name): lms and postgres differ at byte \(place) on \(question)
                lms: \(around(ours))
                postgres: \(around(theirs))
                """
        )
    }

    /// Without the blanks between PostgreSQL's rows; no text holds a newline.
    private static func compact(_ json: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        while index < json.count {
            bytes.append(json[index])
            if json[index...].starts(with: [0x2c, 0x20, 0x0a, 0x20]) { index += 3 }
            index += 1
        }
        return bytes
    }

    // MARK: - Turns

    func measure(_ report: inout Report) throws {
        let wanted = bench.options.placements
        for placement in Placement.possible
        where wanted.isEmpty || wanted.contains(placement.rawValue) {
            try measure(placement, &report)
        }
    }

    private func measure(_ placement: Placement, _ report: inout Report) throws {
        bench.pin(servers: Placement.serverProcessor, clients: placement.clientProcessors)
        let servers = bench.servers
        if placement == .sixteenClients {
            // A process for each connection: all processors are to its advantage.
            servers.first { $0.name == "postgres" }?.program.pin(to: Placement.allProcessors)
        }
        let clients = try servers.map { try Clients($0, count: placement.clients) }
        for scenario in scenarios {
            var runs: [[Clients.Run]] = servers.map { _ in [] }
            for round in 0..<bench.options.rounds {
                for index in servers.indices {
                    // Another first server each round.
                    let number = (index + round) % servers.count
                    let name = servers[number].name
                    guard let requests = scenario.requests(of: name, turn: round) else { continue }
                    let pace = Clients.Pace(depth: placement.depth, lasting: Self.turn)
                    runs[number].append(try clients[number].run(requests, pace))
                }
            }
            for (server, runs) in zip(servers, runs) where !runs.isEmpty {
                add(scenario.query, placement, server.name, runs, &report)
            }
        }
    }

    private func add(
        _ query: DistrictQuery,
        _ placement: Placement,
        _ server: String,
        _ runs: [Clients.Run],
        _ report: inout Report
    ) {
        let these = runs.map { Turn(median: $0.median, perSecond: $0.perSecond) }
        turns[Key(query: query, placement: placement, server: server)] = these
        let all = Clients.Run(times: runs.flatMap(\.times), perSecond: 0, bytesPerReply: 0)
        report.add(
            Report.Result(
                name: query.name,
                engine: server,
                mode: placement.rawValue,
                scale: bench.options.scale,
                p50: these.map(\.median).middle,
                p99: all.percentile(99),
                mean: Double(all.times.reduce(0, +)) / Double(all.times.count) / 1000,
                perSecond: these.map(\.perSecond).middle,
                bytes: runs[0].bytesPerReply,
                clients: placement.clients
            )
        )
    }

    // MARK: - Verdicts

    /// The median of the turns' ratios: neighbours in time were disturbed alike.
    private func ratio(
        _ query: DistrictQuery,
        _ placement: Placement,
        _ first: String,
        _ second: String,
        _ value: (Turn) -> Double
    ) -> Double? {
        guard let first = turns[Key(query: query, placement: placement, server: first)],
            let second = turns[Key(query: query, placement: placement, server: second)]
        else { return nil }
        return zip(first, second).map { value($0) / value($1) }.middle
    }

    /// At most so many times the floor's median on one processor.
    private static let echoLimits: [(DistrictQuery, Double)] = [
        (.q1b, 1.3), (.q1, 1.4), (.q5, 1.4), (.q4, 1.7), (.q5b, 1.7), (.q2, 1.9), (.q3, 2.4),
    ]
    /// PostgreSQL takes at least so many times as long.
    private static let postgresLimits: [(DistrictQuery, Double)] = [
        (.q1b, 1.2), (.q1, 1.7), (.q5, 2.5), (.q5b, 3.5), (.q3, 2.5), (.q4, 6), (.q2, 9),
    ]
    /// At least this part of the floor's rate with sixteen clients.
    private static let rateLimits: [(DistrictQuery, Double)] = [(.q1b, 0.6), (.q2, 0.25)]

    func judge(_ report: inout Report) {
        for (query, limit) in Self.echoLimits {
            guard let ratio = ratio(query, .sameProcessor, "lms", "echo", \.median) else {
                continue
            }
            report.judge("\(query.name) lms / echo, one processor", ratio, atMost: limit)
        }
        for (query, limit) in Self.rateLimits {
            guard let ratio = ratio(query, .sixteenClients, "lms", "echo", \.perSecond) else {
                continue
            }
            report.judge("\(query.name) x16 per second lms / echo", ratio, atLeast: limit)
        }
        for (query, limit) in Self.postgresLimits {
            guard let ratio = ratio(query, .sameProcessor, "postgres", "lms", \.median) else {
                continue
            }
            report.judge("\(query.name) postgres / lms, one processor", ratio, atLeast: limit)
        }
    }

    /// The requests of the question that is asked beside writers.
    var monthOfGroup: Requests? {
        scenarios.first { $0.query == .q2 }?.requests(of: "lms", turn: 0)
    }
}

extension Array where Element == Double {
    /// The median.
    var middle: Double { isEmpty ? 0 : sorted()[count / 2] }
}
