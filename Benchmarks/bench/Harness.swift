import District
import Records

/// Asks the same questions of every side, in turns.
///
/// A turn is all questions of one side. What counts is the median of the turns, so that a neighbour on
/// the machine who takes one of them away changes nothing.
struct Harness<Scenario: ReadScenario>: ~Copyable {
    /// How many questions are compared before anything is timed.
    static var verifiedCount: Int { 400 }

    /// How many questions a turn has: a few hundred microseconds.
    static var chunk: Int { 100 }

    let questions: [DistrictQuestion]
    let stores: Stores
    private var reading: Reading<Scenario>

    init(_ stores: Stores, _ all: [DistrictQuestion]) throws {
        var reading = try Reading<Scenario>(stores)
        // Rows that only a cold path can put in order are compared with SQLite, and not timed.
        var questions: [DistrictQuestion] = []
        for question in all where try reading.answer(question, of: .floor) != nil {
            questions.append(question)
        }
        self.stores = stores
        self.reading = reading
        self.questions = questions
    }

    struct Different: Error, CustomStringConvertible { var description: String }

    /// Every side gives the same rows, or nothing is measured.
    mutating func verify(_ report: inout Report) throws {
        var stream = DistrictStream(stores.district, seed: 99)
        let asked = stream.questions(Scenario.query, count: Self.verifiedCount)
        var (rows, cold) = (0, 0)
        for question in asked {
            guard let ours = try reading.answer(question, of: .lms) else { continue }
            if let floor = try reading.answer(question, of: .floor) {
                try compare(ours, floor, "floor", question)
            } else {
                cold += 1
            }
            let plain = PlainTimes.replace(in: ours)
            for side in [Options.Side.sqlite, .sqliteColumns] {
                let rival = try reading.answer(question, of: side) ?? []
                try compare(plain, Scenario.plain(rival), side.rawValue, question)
            }
            rows += ours.count { $0 == 0x7b }
        }
        report.verified(Scenario.name, questions: asked.count, rows: rows, cold: cold)
    }

    private func compare(
        _ ours: [UInt8],
        _ theirs: [UInt8],
        _ name: String,
        _ question: DistrictQuestion
    ) throws {
        guard ours != theirs else { return }
        let place = zip(ours, theirs).enumerated().first { $1.0 != $1.1 }?.offset ?? 0
        func around(_ bytes: [UInt8]) -> String {
            String(decoding: bytes.dropFirst(max(0, place - 120)).prefix(240), as: UTF8.self)
        }
        throw Different(
            description: """
                \(Scenario.name): lms and \(name) differ at byte \(place) on \(question)
                lms: \(around(ours))
                \(name): \(around(theirs))
                """
        )
    }

    /// Times in turns; the sides follow each other within a chunk.
    mutating func measure(rounds: Int, scale: Int, _ report: inout Report) throws {
        let sides = Options.Side.allCases
        let chunks = stride(from: 0, to: questions.count, by: Self.chunk).map { start in
            Array(questions[start..<min(start + Self.chunk, questions.count)])
        }
        var turns: [[Double]] = sides.map { _ in [] }
        var times: [[UInt64]] = sides.map { _ in [] }
        var bytes = 0
        for round in 0..<rounds {
            for chunk in chunks {
                for index in sides.indices {
                    // Another first side each round.
                    let number = (index + round) % sides.count
                    let (turn, count) = try turn(sides[number], chunk, &times[number])
                    turns[number].append(turn)
                    if sides[number] == .lms { bytes = count }
                }
            }
        }
        for (number, side) in sides.enumerated() {
            let sorted = times[number].sorted()
            let median = turns[number].sorted()[turns[number].count / 2]
            report.add(
                Report.Result(
                    name: Scenario.name,
                    engine: side.rawValue,
                    mode: "in-process",
                    scale: scale,
                    p50: Double(sorted[sorted.count / 2]) / 1000,
                    p99: Double(sorted[sorted.count * 99 / 100]) / 1000,
                    mean: median,
                    perSecond: 1_000_000 / median,
                    bytes: bytes
                )
            )
        }
        report.judge(Scenario.self)
    }

    /// Microseconds a question, and bytes an answer.
    private mutating func turn(
        _ side: Options.Side,
        _ chunk: [DistrictQuestion],
        _ times: inout [UInt64]
    ) throws -> (microseconds: Double, bytes: Int) {
        // The first pass brings the side's own data and code into the caches.
        _ = try reading.ask(chunk, of: side)
        let start = nanoseconds()
        let bytes = try reading.ask(chunk, of: side)
        let turn = Double(nanoseconds() - start) / Double(chunk.count) / 1000
        try reading.time(chunk, of: side, &times)
        return (turn, bytes / chunk.count)
    }
}
