internal import Records

/// One row of a source: texts by the names of our fields.
public struct ImportRow: Equatable, Sendable {
    /// Where it stands in the source, from 1.
    public var line: Int
    public var values: [String: String]
    /// Of a password that the row brings along.
    public var passwordHash: String?

    public init(line: Int, _ values: [String: String]) {
        self.line = line
        self.values = values
    }

    subscript(field: String) -> String? { values[field] }

    func required(_ field: String) throws(ServiceError) -> String {
        guard let value = values[field] else { throw .missing(field) }
        return value
    }

    func number(_ field: String) throws(ServiceError) -> Int? {
        guard let text = values[field] else { return nil }
        guard let number = Int(text) else {
            throw .invalidParams(path: field, reason: "no whole number: \(text)")
        }
        return number
    }

    func flag(_ field: String) throws(ServiceError) -> Bool? {
        guard let text = values[field] else { return nil }
        switch text.lowercased() {
        case "1", "true", "t", "yes", "y", "active", "bəli", "да": return true
        case "0", "false", "f", "no", "n", "inactive", "xeyr", "нет": return false
        default: throw .invalidParams(path: field, reason: "neither true nor false: \(text)")
        }
    }

    func day(_ field: String) throws(ServiceError) -> Day? {
        guard let text = values[field] else { return nil }
        guard let day = Day(imported: text) else {
            throw .invalidParams(path: field, reason: "no date: \(text)")
        }
        return day
    }

    /// An instant, or the first one of a day.
    func instant(_ field: String) throws(ServiceError) -> Timestamp? {
        guard let text = values[field] else { return nil }
        guard let instant = Timestamp(imported: text) else {
            throw .invalidParams(path: field, reason: "no time: \(text)")
        }
        return instant
    }

    func choice<Choice: FieldEnum>(_ field: String) throws(ServiceError) -> Choice? {
        guard let text = values[field] else { return nil }
        guard let choice = Choice(named: text.lowercased()) else {
            let names = Choice.allCases.map { "\($0.name)" }.joined(separator: ", ")
            throw .invalidParams(path: field, reason: "none of \(names): \(text)")
        }
        return choice
    }
}

extension ServiceError {
    static func missing(_ field: String) -> ServiceError {
        .invalidParams(path: field, reason: "missing")
    }
}

extension Day {
    /// As `2026-10-05` or, as people write it, `05.10.2026`.
    fileprivate init?(imported text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            self.init(text)
            return
        }
        guard parts[2].utf8.count == 4, let year = Int(parts[2]), let month = Int(parts[1]),
            let day = Int(parts[0])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `2026-10-05`.
    var text: String {
        var output = OutputBuffer(capacity: 16)
        var json = output.writer(atMost: 16)
        json.date(self)
        _ = consume json
        return String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
    }
}

extension Timestamp {
    /// A day, or a day and a time of it in UTC: `2026-10-05 09:00:00`, `2026-10-05T09:00:00.000Z`.
    fileprivate init?(imported text: String) {
        guard let separator = text.firstIndex(where: { $0 == "T" || $0 == " " }) else {
            guard let day = Day(imported: text) else { return nil }
            self.init(startOf: day)
            return
        }
        guard let day = Day(imported: String(text[..<separator])) else { return nil }
        var clock = text[text.index(after: separator)...]
        if clock.hasSuffix("Z") { clock.removeLast() }
        if clock.hasSuffix("+00:00") { clock.removeLast(6) }
        if clock.hasSuffix("+00") { clock.removeLast(3) }
        let halves = clock.split(separator: ".", omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.utf8.count == 2 ? Int($0) : nil }
        guard halves.count <= 2, numbers.count == parts.count, (2...3).contains(parts.count),
            (0..<24).contains(numbers[0]), (0..<60).contains(numbers[1]),
            parts.count == 2 || (0..<60).contains(numbers[2])
        else { return nil }
        var milliseconds = (numbers[0] * 60 + numbers[1]) * 60_000
        if numbers.count == 3 { milliseconds += numbers[2] * 1000 }
        if halves.count == 2 {
            let digits = String((halves[1] + "00").prefix(3))
            guard !halves[1].isEmpty, halves[1].utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
                let thousandths = Int(digits)
            else { return nil }
            milliseconds += thousandths
        }
        self.init(milliseconds: Timestamp(startOf: day).milliseconds + Int64(milliseconds))
    }
}
