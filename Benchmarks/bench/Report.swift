/// Everything that was measured: a table for people, a file for programs.
struct Report {
    /// One line of the file.
    struct Result {
        var name: String
        var engine: String
        var mode: String
        var scale: Int
        var p50: Double
        var p99: Double
        /// The median of the turns' means: what the ratios are made of.
        var mean: Double
        var perSecond: Double
        var bytes: Int?
        var rows: Int?
        var instructions: Int?
        var pagesPerCommit: Double?
        var clients: Int?
    }

    /// A ratio and what it is judged by.
    private struct Verdict {
        var name: String
        var ratio: Double
        var limit: Double
        var isUpperBound: Bool
        var holds: Bool { isUpperBound ? ratio <= limit : ratio >= limit }
    }

    private let machine: Machine
    private let options: Options
    private var notes: [(name: String, value: Double)] = []
    private var results: [Result] = []
    private var verdicts: [Verdict] = []
    private var rowsPerAnswer: [String: Int] = [:]

    init(_ machine: Machine, _ options: Options) {
        self.machine = machine
        self.options = options
    }

    /// Attendance rows that the store loads in a second.
    var loadRate = 0.0

    mutating func note(_ name: String, _ value: Double) {
        notes.append((name, value))
        print("\(name): \(value.rounded(places: 2))")
    }

    mutating func verified(_ name: String, questions: Int, rows: Int, cold: Int) {
        rowsPerAnswer[name] = rows / questions
        let unordered = cold == 0 ? "" : ", \(cold) of them by the cold path"
        print("\(name): \(questions) questions, \(rows) rows alike\(unordered)")
    }

    mutating func add(_ result: Result) {
        var result = result
        result.rows = result.rows ?? rowsPerAnswer[result.name]
        results.append(result)
    }

    mutating func setInstructions(_ count: Int, of name: String, engine: String) {
        for index in results.indices
        where results[index].name == name && results[index].engine == engine {
            results[index].instructions = count
        }
    }

    private func mean(_ name: String, _ engine: String) -> Double? {
        results.last { $0.name == name && $0.engine == engine }?.mean
    }

    mutating func judge<Scenario: ReadScenario>(_ scenario: Scenario.Type) {
        let name = Scenario.name
        guard let lms = mean(name, "lms") else { return }
        if let limit = Scenario.floorLimit, let floor = mean(name, "floor") {
            judge("\(name) lms / floor", lms / floor, atMost: limit)
        }
        if let sqlite = mean(name, "sqlite") {
            judge("\(name) sqlite / lms", sqlite / lms, atLeast: Scenario.sqliteLimit)
        }
    }

    mutating func judge(_ name: String, _ ratio: Double, atMost limit: Double) {
        verdicts.append(Verdict(name: name, ratio: ratio, limit: limit, isUpperBound: true))
    }

    mutating func judge(_ name: String, _ ratio: Double, atLeast limit: Double) {
        verdicts.append(Verdict(name: name, ratio: ratio, limit: limit, isUpperBound: false))
    }
}

// MARK: - For people

extension Report {
    func printTable() {
        print("")
        let columns = [
            "scenario", "engine", "mode", "rows", "bytes", "mean us", "p50 us", "p99 us", "per s",
            "instructions", "pages",
        ]
        print(Self.line(columns))
        for result in results {
            print(
                Self.line([
                    result.clients.map { "\(result.name) x\($0)" } ?? result.name,
                    result.engine,
                    result.mode,
                    result.rows.map { "\($0)" } ?? "",
                    result.bytes.map { "\($0)" } ?? "",
                    "\(result.mean.rounded(places: 2))",
                    "\(result.p50.rounded(places: 2))",
                    "\(result.p99.rounded(places: 2))",
                    "\(Int(result.perSecond))",
                    result.instructions.map { "\($0)" } ?? "",
                    result.pagesPerCommit.map { "\($0.rounded(places: 1))" } ?? "",
                ])
            )
        }
        print("")
        for verdict in verdicts {
            let bound = verdict.isUpperBound ? "at most" : "at least"
            print(
                verdict.holds ? "  holds" : "  MISSED",
                "\(verdict.name) \(verdict.ratio.rounded(places: 2)), \(bound) \(verdict.limit)"
            )
        }
    }

    private static func line(_ cells: [String]) -> String {
        cells.enumerated().map { index, cell in
            let width = index < 2 ? 10 : index == 2 ? 24 : 12
            let blanks = String(repeating: " ", count: max(1, width - cell.count))
            return index < 3 ? cell + blanks : blanks + cell
        }.joined()
    }
}

// MARK: - For programs

extension Report {
    func write(to path: String) throws {
        var text = "{\"context\":{\"processor\":\"\(machine.processor)\""
        text += ",\"processors\":\(machine.processorCount),\"kernel\":\"\(machine.kernel)\""
        text += ",\"load\":\(machine.load),\"mode\":\"\(machine.mode)\""
        text += ",\"scale\":\(options.scale),\"rounds\":\(options.rounds)"
        let peer = results.contains { $0.engine == "postgres" } ? "measured" : "not measured"
        text += ",\"postgresql\":\"\(peer)\""
        for note in notes { text += ",\"\(note.name)\":\(note.value.rounded(places: 3))" }
        text += "},\n\"results\":[\n"
        text += results.map(Self.json).joined(separator: ",\n")
        text += "\n],\n\"verdicts\":[\n"
        text += verdicts.map { verdict in
            let bound = verdict.isUpperBound ? "atMost" : "atLeast"
            let ratio = verdict.ratio.rounded(places: 3)
            return "{\"name\":\"\(verdict.name)\",\"ratio\":\(ratio),\"\(bound)\":\(verdict.limit)"
                + ",\"holds\":\(verdict.holds)}"
        }.joined(separator: ",\n")
        text += "\n]}\n"
        writeFile(path, text)
    }

    private static func json(_ result: Result) -> String {
        var text = "{\"name\":\"\(result.name)\",\"engine\":\"\(result.engine)\""
        text += ",\"mode\":\"\(result.mode)\",\"scale\":\(result.scale)"
        text +=
            ",\"p50us\":\(result.p50.rounded(places: 3)),\"p99us\":\(result.p99.rounded(places: 3))"
        text += ",\"meanus\":\(result.mean.rounded(places: 3))"
        text += ",\"perSecond\":\(Int(result.perSecond))"
        if let rows = result.rows { text += ",\"rows\":\(rows)" }
        if let bytes = result.bytes { text += ",\"bytes\":\(bytes)" }
        if let count = result.instructions { text += ",\"instructions\":\(count)" }
        if let pages = result.pagesPerCommit {
            text += ",\"pagesPerCommit\":\(pages.rounded(places: 2))"
        }
        if let clients = result.clients { text += ",\"clients\":\(clients)" }
        return text + "}"
    }
}

extension Double {
    func rounded(places: Int) -> Double {
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        return (self * factor).rounded() / factor
    }
}
