internal import JSONRPC
internal import Records

extension Parameters {
    /// A day that must be given.
    func day(_ name: StaticString) throws(RPCError) -> Day {
        guard let day = try dayIfPresent(name) else { throw invalid(name, "missing") }
        return day
    }

    /// A day that may be given.
    func dayIfPresent(_ name: StaticString) throws(RPCError) -> Day? {
        guard let text = try textIfPresent(name) else { return nil }
        guard let day = Day(text) else { throw invalid(name, "date", hint: "as 2026-10-05") }
        return day
    }

    /// An instant that may be given.
    func instantIfPresent(_ name: StaticString) throws(RPCError) -> Timestamp? {
        guard let text = try stringIfPresent(name) else { return nil }
        guard let instant = Timestamp(text) else {
            throw invalid(name, "instant", hint: "as 2026-10-05T09:00:00.000Z")
        }
        return instant
    }

    /// A whole number that fits, or nil if it is not given.
    func countIfPresent(
        _ name: StaticString,
        in range: ClosedRange<Int> = 0...Int(Int32.max)
    ) throws(RPCError) -> Int? {
        guard let value = try integerIfPresent(name) else { return nil }
        guard let number = Int(exactly: value), range.contains(number) else {
            throw invalid(name, "range", hint: "\(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A truth value, or nil if it is not given.
    func boolIfPresent(_ name: StaticString) throws(RPCError) -> Bool? {
        guard let value = value(name), value.kind != .null else { return nil }
        return try bool(name, default: false)
    }

    /// Which way a list goes; `usual` where the client does not tell.
    func isDescending(_ name: StaticString = "dir", usual: Bool) throws(RPCError) -> Bool {
        switch try stringIfPresent(name) {
        case nil: return usual
        case "asc": return false
        case "desc": return true
        default: throw invalid(name, "notOneOf", hint: "one of asc, desc")
        }
    }

    /// One of some texts, or nil if it is not given.
    func wordIfPresent(_ name: StaticString, of words: [String]) throws(RPCError) -> String? {
        guard let word = try stringIfPresent(name) else { return nil }
        guard words.contains(word) else {
            throw invalid(name, "notOneOf", hint: "one of \(words.joined(separator: ", "))")
        }
        return word
    }

    /// One of the names of an enum, or nil if it is not given.
    func choiceIfPresent<Choice: FieldEnum>(
        _ name: StaticString,
        of type: Choice.Type = Choice.self
    ) throws(RPCError) -> Choice? {
        guard let text = try textIfPresent(name) else { return nil }
        return try choice(text, name)
    }

    /// One of the names of an enum.
    func choice<Choice: FieldEnum>(
        _ name: StaticString,
        of type: Choice.Type = Choice.self
    ) throws(RPCError) -> Choice { try choice(try text(name), name) }

    /// The case of a name.
    func choice<Choice: FieldEnum>(
        _ text: RawSpan,
        _ name: StaticString
    ) throws(RPCError) -> Choice {
        if let choice = Choice.allCases.first(where: { text.isEqual(to: $0.name) }) {
            return choice
        }
        let names = Choice.allCases.map { "\($0.name)" }.joined(separator: ", ")
        throw invalid(name, "notOneOf", hint: "one of \(names)")
    }

    /// The days of a month, or nil if it is not given.
    func monthIfPresent(_ name: StaticString) throws(RPCError) -> ClosedRange<Day>? {
        guard let text = try stringIfPresent(name) else { return nil }
        guard let first = Day(text + "-01"), text.utf8.count == 7 else {
            throw invalid(name, "month", hint: "as 2026-10")
        }
        // The first day that is not of the month any more lies 28 to 31 days later.
        let last = (27...30).last { Day(text + "-\($0 + 1)") != nil } ?? 27
        return first...first.advanced(by: last)
    }

    /// The months' days, from a month, or from two days; both ends included.
    func days() throws(RPCError) -> ClosedRange<Day> {
        let (from, through) = (try dayIfPresent("from"), try dayIfPresent("to"))
        if let month = try monthIfPresent("month") {
            guard from == nil, through == nil else {
                throw invalid("month", "conflict", hint: "a month, or from and to")
            }
            return month
        }
        guard let from else { throw invalid("from", "missing", hint: "or a month") }
        guard let through else { throw invalid("to", "missing", hint: "or a month") }
        guard from <= through else { throw invalid("from", "range", hint: "not after to") }
        return from...through
    }
}

extension Day {
    /// Reads `2026-10-05` where it stands: to copy it twice takes as long as five rows of an answer.
    init?(_ text: RawSpan) {
        let bytes = Span<UInt8>(_bytes: text)
        guard bytes.count == 10, bytes[4] == 0x2d, bytes[7] == 0x2d,
            let century = Self.twoDigits(bytes[0], bytes[1]),
            let year = Self.twoDigits(bytes[2], bytes[3]),
            let month = Self.twoDigits(bytes[5], bytes[6]),
            let day = Self.twoDigits(bytes[8], bytes[9])
        else { return nil }
        self.init(year: century * 100 + year, month: month, day: day)
    }

    @inline(__always) private static func twoDigits(_ tens: UInt8, _ ones: UInt8) -> Int? {
        let (tens, ones) = (tens &- 0x30, ones &- 0x30)
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
    }
}

extension Timestamp {
    /// Reads `2026-10-05T09:00:00Z`, with up to three decimals of a second.
    init?(_ text: String) {
        let bytes = [UInt8](text.utf8)
        guard (20...24).contains(bytes.count), bytes.count != 21, bytes[10] == 0x54,
            bytes[13] == 0x3a, bytes[16] == 0x3a, bytes.last == 0x5a,
            let day = Day(String(decoding: bytes[..<10], as: UTF8.self)),
            let hour = Self.decimal(bytes[11..<13]), hour < 24,
            let minute = Self.decimal(bytes[14..<16]), minute < 60,
            let second = Self.decimal(bytes[17..<19]), second < 60
        else { return nil }
        var milliseconds = 0
        if bytes.count > 20 {
            let digits = bytes[20..<(bytes.count - 1)]
            guard bytes[19] == 0x2e, let fraction = Self.decimal(digits) else { return nil }
            milliseconds = fraction * (digits.count == 3 ? 1 : digits.count == 2 ? 10 : 100)
        }
        let seconds = Int64((hour * 60 + minute) * 60 + second)
        self.init(
            milliseconds: Timestamp(startOf: day).milliseconds + seconds * 1000
                + Int64(milliseconds)
        )
    }

    private static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
