import Records
import TestSupport
import Testing

enum Colour: UInt8, FieldEnum {
    case red
    case darkGreen

    var name: StaticString {
        switch self {
        case .red: "red"
        case .darkGreen: "dark_green"
        }
    }
}

@Suite("Field values")
struct FieldValueTests {
    /// One rule: the stored bytes, and the JSON.
    func check<V: FieldValue & Equatable>(_ value: V, _ expected: String, _ text: String) throws {
        #expect(hex(stored(value)) == hex(bytes(expected)))
        #expect(json(value) == text)
        let back = try read(V.self, from: stored(value))
        #expect(back == value)
    }

    @Test("A truth value is one byte")
    func bool() throws {
        try check(false, "00", "false")
        try check(true, "01", "true")
        #expect(throws: RecordError.unknownCase(2)) { try read(Bool.self, from: [2]) }
    }

    @Test("A number is a zig-zag varint")
    func int() throws {
        try check(0, "00", "0")
        try check(-3, "05", "-3")
        try check(Int.max, "fe ff ff ff ff ff ff ff ff 01", "9223372036854775807")
        try check(Int.min, "ff ff ff ff ff ff ff ff ff 01", "-9223372036854775808")
    }

    @Test("An id is a varint of at most 53 bits")
    func id() throws {
        try check(1_000_001 as ID<Int>, "c1 84 3d", "1000001")
        try check(ID<Int>(ID<Int>.maximum), "ff ff ff ff ff ff ff 0f", "9007199254740991")
        #expect(throws: RecordError.numberOutOfRange) {
            try read(ID<Int>.self, from: bytes("80 80 80 80 80 80 80 10"))
        }
    }

    @Test("Money is hundredths, and a string with two decimals")
    func money() throws {
        try check(Money(hundredths: 1250), "c4 13", #""12.50""#)
        try check(Money(hundredths: -5), "09", #""-0.05""#)
        try check(Money(hundredths: 0), "00", #""0.00""#)
        let most = #""-92233720368547758.08""#
        try check(Money(hundredths: .min), "ff ff ff ff ff ff ff ff ff 01", most)
    }

    @Test("A text is its length and its UTF-8")
    func text() throws {
        try check("", "00", #""""#)
        try check("Əli", "04 c6 8f 6c 69", #""Əli""#)
        try check("a\"\u{0}", "03 61 22 00", #""a\"\u0000""#)
        #expect(throws: RecordError.invalidText) { try read(String.self, from: [1, 0xff]) }
        #expect(throws: RecordError.truncated) { try read(String.self, from: [2, 0x61]) }
    }

    @Test("JSON text is stored and shown as it came")
    func jsonText() throws {
        try check(JSONText(trusted: #"{ "a":1}"#), "08 7b 20 22 61 22 3a 31 7d", #"{ "a":1}"#)
        try check(JSONText.missing, "02 7b 7d", "{}")
    }

    @Test("Folded text holds the folded form only where it differs")
    func folded() throws {
        try check(FoldedText(text: "ab", folded: "ab"), "02 61 62 00", #""ab""#)
        try check(FoldedText(text: "Ab", folded: "ab"), "02 41 62 01 02 61 62", #""Ab""#)
    }

    @Test("Folded text keeps forms apart that Swift compares as equal")
    func canonicallyEqual() {
        let text = FoldedText(text: "e\u{301}", folded: "\u{e9}")
        #expect(hex(stored(text)) == hex(bytes("03 65 cc 81 01 02 c3 a9")))
    }

    @Test("Collated text is the text and 18 bytes of its sort key")
    func collated() throws {
        let text = CollatedText(text: "a", sortKey: SortKey(Array(1...18)))
        try check(text, "01 61 0102030405060708 090a0b0c0d0e0f10 1112", #""a""#)
    }

    @Test("A day is four bytes, little-endian")
    func day() throws {
        try check(Day(20_367), "8f 4f 00 00", #""2025-10-06""#)
        try check(Day(-1), "ff ff ff ff", #""1969-12-31""#)
        try check(Day.writable.lowerBound, "58 05 f5 ff", #""0000-01-01""#)
        try check(Day.writable.upperBound, "a0 c0 2c 00", #""9999-12-31""#)
        #expect(throws: RecordError.numberOutOfRange) {
            try read(Day.self, from: bytes("a1 c0 2c 00"))
        }
    }

    @Test("An instant is eight bytes, little-endian")
    func instant() throws {
        let shown = #""2025-10-06T09:13:22.123Z""#
        try check(Timestamp(milliseconds: 1_759_742_002_123), "cb 03 cc b8 99 01 00 00", shown)
        try check(
            Timestamp(milliseconds: -1),
            "ff ff ff ff ff ff ff ff",
            #""1969-12-31T23:59:59.999Z""#
        )
        #expect(json(Timestamp.writable.lowerBound) == #""0000-01-01T00:00:00.000Z""#)
        #expect(json(Timestamp.writable.upperBound) == #""9999-12-31T23:59:59.999Z""#)
        #expect(throws: RecordError.numberOutOfRange) {
            try read(Timestamp.self, from: bytes("00 00 00 00 00 00 00 80"))
        }
    }

    @Test("What cannot be shown is not stored")
    func unwritable() async {
        await #expect(processExitsWith: .failure) { _ = stored(Day(2_932_897)) }
        await #expect(processExitsWith: .failure) { _ = stored(Timestamp(milliseconds: .max)) }
    }

    @Test("A time is minutes in two bytes")
    func time() throws {
        let nine = try #require(TimeOfDay(minutes: 545))
        try check(nine, "21 02", #""09:05""#)
        let last = try #require(TimeOfDay(minutes: 1439))
        try check(last, "9f 05", #""23:59""#)
        #expect(TimeOfDay(minutes: 1440) == nil && TimeOfDay(minutes: -1) == nil)
        #expect(throws: RecordError.numberOutOfRange) { try read(TimeOfDay.self, from: [0xa0, 5]) }
    }

    @Test("Weekdays are seven bits, Monday first")
    func weekdays() throws {
        try check(Weekdays(rawValue: 0b001_0101), "15", "[1,3,5]")
        try check(Weekdays.missing, "00", "[]")
        try check(Weekdays(rawValue: 0x7f), "7f", "[1,2,3,4,5,6,7]")
        #expect(!Weekdays(rawValue: 0x7f).contains(weekday: 0))
        #expect(!Weekdays(rawValue: 0x7f).contains(weekday: 8))
        #expect(throws: RecordError.numberOutOfRange) { try read(Weekdays.self, from: [0x80]) }
    }

    @Test("An enum is one byte, and its name")
    func enumeration() throws {
        try check(Colour.red, "00", #""red""#)
        try check(Colour.darkGreen, "01", #""dark_green""#)
        #expect(Colour(named: "dark_green") == .darkGreen && Colour(named: "darkGreen") == nil)
        #expect(Colour.missing == .red && Colour.fieldType == "enum(red|dark_green)")
        #expect(throws: RecordError.unknownCase(2)) { try read(Colour.self, from: [2]) }
    }

    @Test("An optional is a flag, then the value")
    func optional() throws {
        try check(nil as Int?, "00", "null")
        try check(3 as Int?, "01 06", "3")
        try check(Colour.red as Colour?, "01 00", #""red""#)
        #expect(Int?.missing == nil && Int?.fieldType == "int?")
        #expect(throws: RecordError.unknownCase(2)) { try read(Int?.self, from: [2, 0]) }
    }

    @Test("What is missing is nothing, zero or the first case")
    func missing() {
        #expect(Bool.missing == false && Int.missing == 0 && String.missing == "")
        #expect(Money.missing == Money(hundredths: 0) && ID<Int>.missing == 0)
        #expect(Day.missing == Day(0) && Timestamp.missing == Timestamp(milliseconds: 0))
        #expect(TimeOfDay.missing == TimeOfDay(minutes: 0) && Weekdays.missing.isEmpty)
        #expect(FoldedText.missing == FoldedText(text: "", folded: ""))
    }
}

@Suite("Any bytes")
struct AnyBytesTests {
    /// Reads a value from bytes without meaning: it is refused, or it is one that can be written and shown.
    func feed<V: FieldValue & Equatable>(_ type: V.Type, _ bytes: [UInt8]) throws {
        var reader = ByteReader(bytes.rawSpan)
        guard let value = try? V(from: &reader) else { return }
        _ = json(value)
        let back = try read(V.self, from: stored(value))
        #expect(back == value)
    }

    @Test("Bytes without meaning never trap a field's reader", arguments: SplitMix64.seeds)
    func fields(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<1500 {
            var bytes = random.bytes(Int.random(in: 0...40, using: &random))
            // Small numbers lead deeper: short lengths, flags, cases.
            for index in bytes.indices where random.next() % 2 == 0 { bytes[index] &= 3 }
            try feed(Bool.self, bytes)
            try feed(Int.self, bytes)
            try feed(ID<Int>.self, bytes)
            try feed(Money.self, bytes)
            try feed(String.self, bytes)
            try feed(JSONText.self, bytes)
            try feed(FoldedText.self, bytes)
            try feed(CollatedText.self, bytes)
            try feed(Day.self, bytes)
            try feed(Timestamp.self, bytes)
            try feed(TimeOfDay.self, bytes)
            try feed(Weekdays.self, bytes)
            try feed(Colour.self, bytes)
            try feed(String?.self, bytes)
            try feed(Int??.self, bytes)
        }
    }

    @Test("Bytes without meaning never trap a key's reader", arguments: SplitMix64.seeds)
    func keys(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<3000 {
            var bytes = random.bytes(Int.random(in: 0...30, using: &random))
            for index in bytes.indices where random.next() % 2 == 0 { bytes[index] &= 7 }
            var reader = KeyReader(bytes.rawSpan)
            var steps = 0
            while !reader.isAtEnd, steps < 100 {
                steps += 1
                switch random.next() % 6 {
                case 0: _ = try? reader.id()
                case 1: _ = try? reader.day()
                case 2: _ = try? reader.sortKey()
                case 3: _ = try? reader.skipText()
                case 4: _ = try? reader.owner()
                default: _ = try? reader.byte()
                }
            }
        }
    }

    @Test("An id with a leading zero is refused: it would be a second key of the same id")
    func leadingZero() {
        let key = bytes("02 00 05")
        #expect(throws: RecordError.malformedKey) {
            var reader = KeyReader(key.rawSpan)
            _ = try reader.id()
        }
    }

    @Test("Any value is read as it was written", arguments: SplitMix64.seeds)
    func roundTrips(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let number = Int64(bitPattern: random.number() << 1)
            let text = random.text(upTo: 30)
            try feed(Int.self, stored(Int(number)))
            try feed(Money.self, stored(Money(hundredths: number)))
            try feed(ID<Int>.self, stored(ID<Int>(random.number() >> 11)))
            try feed(String?.self, stored(text as String?))
            let folded = FoldedText(text: text, folded: random.text(upTo: 3))
            #expect(stored(try read(FoldedText.self, from: stored(folded))) == stored(folded))
            let back = try read(String.self, from: stored(text))
            #expect(Array(back.utf8) == Array(text.utf8))
        }
    }
}
