import Records
import TestSupport
import Testing

@Suite("JSON writer")
struct JSONWriterTests {
    /// A JSON string, one character after the other.
    func slowString(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: result += "\\\""
            case 0x5c: result += "\\\\"
            case 0..<0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    @Test("Numbers are written as Swift writes them", arguments: SplitMix64.seeds)
    func numbers(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var powers: [UInt64] = [0, .max]
        for exponent in 0..<20 {
            let power = (0..<exponent).reduce(1 as UInt64) { power, _ in power * 10 }
            powers += [power - 1, power, power + 1]
        }
        for number in powers + (0..<3000).map({ _ in random.number() }) {
            let text = written(atMost: JSONWriter.numberBound) { $0.number(number) }
            #expect(text == String(number))
        }
    }

    @Test("Signed numbers are written as Swift writes them", arguments: SplitMix64.seeds)
    func signed(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<1000 {
            let number = Int(truncatingIfNeeded: random.number() << 1) >> 1
            #expect(json(number) == String(number))
        }
    }

    @Test("All numbers of eight digits' ends have their digits")
    func eightDigitNumbers() {
        for number in stride(from: 0, to: 100_000_000 as UInt32, by: 9973) {
            var expected: UInt64 = 0
            for digit in String(number).utf8.reversed() {
                expected = expected << 8 | UInt64(digit - 0x30)
            }
            expected <<= 8 * UInt64(8 - String(number).utf8.count)
            guard eightDigits(number) == expected else {
                Issue.record("\(number)")
                return
            }
        }
    }

    @Test("Texts of any characters are escaped as the standard says", arguments: SplitMix64.seeds)
    func texts(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<3000 {
            let text = random.text(upTo: 40)
            let (shown, slow) = (json(text), slowString(text))
            #expect(Array(shown.utf8) == Array(slow.utf8))
        }
    }

    @Test("One character at each place of a text of each length is escaped")
    func everyPlace() {
        for special in ["\"", "\\", "\u{0}", "\u{1f}", " ", "\u{7f}", "ə"] {
            for count in Array(0...34) + [39, 40, 47, 48, 56, 63, 64, 65, 66, 72, 80] {
                for place in 0...count {
                    var text = String(repeating: "x", count: place) + special
                    text += String(repeating: "y", count: count - place)
                    guard json(text) == slowString(text) else {
                        Issue.record("\(special.debugDescription) at \(place) of \(count)")
                        return
                    }
                }
            }
        }
    }

    @Test("A text of nothing but escapes fits its bound", arguments: 0...40)
    func worst(count: Int) {
        let text = String(repeating: "\u{1}", count: count)
        #expect(json(text) == slowString(text))
    }

    @Test("Dates and instants are written as counting says", arguments: SplitMix64.seeds)
    func timestamps(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let calendar = SlowCalendar()
        let range =
            Timestamp.writable.lowerBound.milliseconds...Timestamp.writable.upperBound.milliseconds
        for _ in 0..<1000 {
            let milliseconds = Int64.random(in: range, using: &random)
            let instant = Timestamp(milliseconds: milliseconds)
            #expect(json(instant) == "\"\(calendar.text(ofMilliseconds: Int(milliseconds)))\"")
            #expect(json(instant.day) == "\"\(calendar.text(of: Int(instant.day.number)))\"")
        }
    }

    @Test("Every day of three centuries is written, and the days at the ends of all time")
    func days() {
        let calendar = SlowCalendar()
        let ends = [Day.writable.lowerBound.number, Day.writable.upperBound.number]
        for number in Array(-47_600...Int32(62_400)) + ends {
            guard json(Day(number)) == "\"\(calendar.text(of: Int(number)))\"" else {
                Issue.record("\(number)")
                return
            }
        }
    }

    @Test("Every minute of a day is written")
    func times() throws {
        let calendar = SlowCalendar()
        for minutes in 0..<1440 {
            let time = try #require(TimeOfDay(minutes: minutes))
            let text = "\(calendar.padded(minutes / 60, 2)):\(calendar.padded(minutes % 60, 2))"
            #expect(json(time) == "\"\(text)\"")
        }
    }

    @Test("Every set of weekdays fits its bound")
    func weekdays() {
        for bits in 0..<0x80 as Range<UInt8> {
            let days = (1...7).filter { bits >> ($0 - 1) & 1 == 1 }
            #expect(
                json(Weekdays(rawValue: bits)) == "[\(days.map { "\($0)" }.joined(separator: ","))]"
            )
        }
    }

    @Test("A word is its first bytes, lowest first")
    func word() {
        let text = written(atMost: 8) { $0.word(0x6f6c_6c65_68, count: 5) }
        #expect(text == "hello")
    }

    @Test("Raw bytes and fragments are copied as they are")
    func fragments() {
        let digits = Array("123".utf8)
        let text = written(atMost: 3 + 16) { json in
            json.raw(digits.rawSpan)
            let fragment = Fragment<16> { $0.literal(",\"a\":null") }
            json.fragment(fragment)
        }
        #expect(text == "123,\"a\":null")
        let count = Fragment<4> { $0.literal("true") }.count
        #expect(count == 4)
    }

    @Test("A fragment that is copied again and again leaves only its own bytes")
    func repeatedFragment() {
        let text = written(atMost: 5 * 8 + 3) { json in
            let fragment = Fragment<8> { $0.literal("ab") }
            for _ in 0..<5 { json.fragment(fragment) }
            json.literal("end")
        }
        #expect(text == "abababababend")
    }

    @Test("A fragment larger than its room traps")
    func fragmentTooLarge() async {
        await #expect(processExitsWith: .failure) { _ = Fragment<3> { $0.literal("true") } }
    }

    @Test("A bound that is too small traps, and nothing is written behind it")
    func bounds() async {
        await #expect(processExitsWith: .failure) { _ = written(atMost: 3) { $0.literal("true") } }
        await #expect(processExitsWith: .failure) { _ = written(atMost: 19) { $0.number(1) } }
        await #expect(processExitsWith: .failure) {
            _ = written(atMost: 7) { $0.word(1, count: 1) }
        }
        await #expect(processExitsWith: .failure) {
            _ = written(atMost: 8) { $0.word(1, count: 9) }
        }
        await #expect(processExitsWith: .failure) { _ = written(atMost: 9) { $0.date(Day(0)) } }
        await #expect(processExitsWith: .failure) { _ = written(atMost: 1) { $0.twoDigits(1) } }
        await #expect(processExitsWith: .failure) { _ = written(atMost: 2) { $0.twoDigits(100) } }
    }
}

@Suite("JSON row")
struct JSONRowTests {
    /// One row of every kind of append.
    static func row(room: Int, texts: Int, of name: [UInt8]) -> [UInt8] {
        let fragment = Fragment<16> { $0.literal(",\"f\":") }
        var output = OutputBuffer(capacity: 1)
        do {
            var row = output.row(atMost: room, texts: texts)
            row.literal("{\"a\":")
            row.number(7)
            row.fragment(fragment)
            row.smallNumber(42)
            row.literal(",\"n\":\"")
            row.escaped(name.rawSpan)
            row.literal("\",\"d\":\"")
            row.date(Day(0))
            row.literal(" ")
            row.timestamp(milliseconds: 0)
            row.word(0x22_7d, count: 1)
            row.words(0x22, 0, count: 1)
            row.part(atMost: 2) { $0.literal("}}") }
        }
        return [UInt8](copying: output.bytes)
    }

    /// That is 5 + 20 + 16 + 20 + 6 + 7 + 10 + 1 + 24 + 8 + 16 + 2.
    static var room: Int { 135 }

    @Test("A row is what a writer writes", arguments: 0...40)
    func row(count: Int) {
        let name: [UInt8] = (0..<count).map { $0 % 11 == 10 ? 0x22 : UInt8(0x61 + $0 % 26) }
        let row = Self.row(room: Self.room, texts: JSONWriter.textBound(count), of: name)
        let expected = written(atMost: 2_000) { json in
            json.literal("{\"a\":7,\"f\":42,\"n\":")
            json.text(name.rawSpan)
            json.literal(",\"d\":\"1970-01-01 1970-01-01T00:00:00.000Z}\"}}")
        }
        #expect(String(decoding: row, as: UTF8.self) == expected)
    }

    @Test("A room that is too small traps, however little is written")
    func tooSmall() async {
        await #expect(processExitsWith: .failure) {
            _ = JSONRowTests.row(room: JSONRowTests.room - 1, texts: 10, of: [])
        }
        await #expect(processExitsWith: .failure) {
            _ = JSONRowTests.row(room: JSONRowTests.room, texts: 9, of: [])
        }
        await #expect(processExitsWith: .failure) {
            var output = OutputBuffer()
            _ = output.row(atMost: -1, texts: 9)
        }
    }

    @Test("A part for texts has all of their room, once")
    func textPart() async {
        var output = OutputBuffer(capacity: 1)
        do {
            var row = output.row(atMost: 4, texts: 5)
            row.textPart(atMost: 4) { $0.literal("123456789") }
        }
        #expect(output.byteCount == 9)
        await #expect(processExitsWith: .failure) {
            var output = OutputBuffer()
            var row = output.row(atMost: 8, texts: 5)
            row.textPart(atMost: 4) { $0.literal("1") }
            row.textPart(atMost: 4) { $0.literal("12345") }
        }
    }
}

@Suite("Output buffer")
struct OutputBufferTests {
    @Test("A buffer grows and keeps what it holds", arguments: SplitMix64.seeds)
    func growth(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var output = OutputBuffer(capacity: Int.random(in: 0...16, using: &random))
        var expected: [UInt8] = []
        for _ in 0..<500 {
            let text = random.text(upTo: 20)
            do {
                var json = output.writer(atMost: text.jsonByteBound)
                text.writeJSON(to: &json)
            }
            expected += Array(json(text).utf8)
            if random.next() % 100 == 0 {
                output.removeAll()
                expected = []
            }
        }
        let held = array(output.bytes)
        #expect(held == expected)
    }

    @Test("Only a comma behind the last row is taken back")
    func comma() {
        var output = OutputBuffer(capacity: 4)
        output.removeTrailingComma()
        do {
            var json = output.writer(atMost: 3)
            json.literal("1,,")
        }
        output.removeTrailingComma()
        output.removeTrailingComma()
        output.removeTrailingComma()
        let held = array(output.bytes)
        #expect(held == [0x31])
    }

    @Test("More than the maximum traps instead of eating the machine's memory")
    func maximum() async {
        await #expect(processExitsWith: .failure) {
            var output = OutputBuffer()
            _ = output.writer(atMost: OutputBuffer.maximumByteCount + 1)
        }
    }
}
