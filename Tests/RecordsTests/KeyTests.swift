import Records
import TestSupport
import Testing

@Suite("Keys")
struct KeyTests {
    @Test(
        "An id is one length byte and its significant bytes",
        arguments: [
            (0, "00"), (1, "01 01"), (255, "01 ff"), (256, "02 01 00"), (65_535, "02 ff ff"),
            (1_000_001, "03 0f 42 41"), (ID<Int>.maximum, "07 1f ff ff ff ff ff ff"),
        ] as [(UInt64, String)]
    )
    func id(id: UInt64, expected: String) throws {
        let written = key { $0.append(id: id) }
        #expect(hex(written) == hex(bytes(expected)))
        var reader = KeyReader(written.rawSpan)
        let back = try reader.id()
        let isAtEnd = reader.isAtEnd
        #expect(back == id && isAtEnd)
    }

    @Test("No id is an id of 0")
    func noID() {
        #expect(key { $0.append(nil as ID<Int>?) } == bytes("00"))
        #expect(key { $0.append(ID<Int>(7) as ID<Int>?) } == bytes("01 07"))
    }

    @Test(
        "A day is four bytes with the sign flipped",
        arguments: [
            (Day(0), "80 00 00 00"), (Day(-1), "7f ff ff ff"), (Day(20_367), "80 00 4f 8f"),
            (Day(-719_528), "7f f5 05 58"), (Day(2_932_896), "80 2c c0 a0"),
        ]
    )
    func day(day: Day, expected: String) throws {
        let written = key { $0.append(day) }
        #expect(hex(written) == hex(bytes(expected)))
        #expect(key { $0.append(descending: day) } == bytes(expected).map { ~$0 })
        var reader = KeyReader(written.rawSpan)
        let back = try reader.day()
        #expect(back == day)
    }

    @Test(
        "An instant is eight bytes with the sign flipped",
        arguments: [
            (0, "80 00 00 00 00 00 00 00"), (-1, "7f ff ff ff ff ff ff ff"),
            (1_759_742_002_123, "80 00 01 99 b8 cc 03 cb"),
        ] as [(Int64, String)]
    )
    func instant(milliseconds: Int64, expected: String) {
        let instant = Timestamp(milliseconds: milliseconds)
        #expect(hex(key { $0.append(instant) }) == hex(bytes(expected)))
        #expect(key { $0.append(descending: instant) } == bytes(expected).map { ~$0 })
    }

    @Test(
        "A place in an order is four bytes with the sign flipped, and stops at their ends",
        arguments: [
            (0, "80 00 00 00"), (-1, "7f ff ff ff"), (258, "80 00 01 02"),
            (Int.max, "ff ff ff ff"), (Int.min, "00 00 00 00"),
        ]
    )
    func order(order: Int, expected: String) {
        #expect(key { $0.append(order: order) } == bytes(expected))
    }

    @Test("A sort key is cut or filled to 18 bytes")
    func sortKey() throws {
        let short = key { $0.append(SortKey([0x2a, 0x2c])) }
        #expect(hex(short) == hex(bytes("2a2c 000000000000 0000000000000000 0000")))
        let long = key { $0.append(SortKey(Array(1...30))) }
        #expect(hex(long) == hex(Array(1...18)))
        var reader = KeyReader(long.rawSpan)
        let back = try reader.sortKey()
        #expect(back == SortKey(Array(1...18)))
    }

    @Test("A text ends with a zero byte")
    func text() {
        #expect(key { $0.append(text: "") } == bytes("00"))
        #expect(hex(key { $0.append(text: "Əli") }) == hex(bytes("c6 8f 6c 69 00")))
    }

    @Test("A text beyond 200 bytes is cut, and a hash of the whole follows")
    func longText() {
        let a = [UInt8](repeating: 0x61, count: 200)
        #expect(key { $0.append(text: String(repeating: "a", count: 200)) } == a + [0])
        let cut = key { $0.append(text: String(repeating: "a", count: 201)) }
        #expect(hex(cut) == hex(a + bytes("ff 9a253eda0ce95884 00")))
        // The 200th byte would be the first half of a letter: the whole letter is left out.
        let letters = key { $0.append(text: String(repeating: "a", count: 199) + "ə") }
        #expect(letters.prefix(200) == a.prefix(199) + [0xff])
    }

    @Test("A text with NUL keeps the key's structure: what follows NUL is hashed")
    func zeroInText() throws {
        let written = key {
            $0.append(text: "a\u{0}b"); $0.append(id: 5)
        }
        #expect(hex(written) == hex(bytes("61 ff e5d29919042666b2 00 01 05")))
        var reader = KeyReader(written.rawSpan)
        try reader.skipText()
        let id = try reader.id()
        #expect(id == 5)
    }

    @Test("Heads say tag, owner and section")
    func heads() throws {
        let owned = Place(Tag(0x03, owner: .id), 0x15)
        #expect(key { $0.begin(owned, owner: 300 as ID<Int>) } == bytes("03 02 01 2c 15"))
        #expect(key { $0.begin(owned, owner: nil as ID<Int>?) } == bytes("03 00 15"))
        let dated = Place(Tag(0x06, owner: .day), 0x14)
        #expect(key { $0.begin(dated, owner: Day(1)) } == bytes("06 80 00 00 01 14"))
        #expect(key { $0.begin(Place(.store, 0x05)) } == bytes("0b 05"))
        let written = key { $0.begin(owned, owner: 300 as UInt64) }
        var reader = KeyReader(written.rawSpan)
        let owner = try reader.owner()
        #expect(owner == 300)
    }

    @Test(
        "A prefix is advanced to the first key behind it",
        arguments: [("01", "02"), ("01 ff", "02"), ("01 02 ff ff", "01 03"), ("0b 0e", "0b 0f")]
    )
    func advance(prefix: String, expected: String) {
        var key = KeyBuffer()
        key.append(bytes(prefix).rawSpan)
        key.advancePastPrefix()
        let advanced = key.array
        #expect(advanced == bytes(expected))
    }

    @Test("No key lies behind a prefix of nothing but ff")
    func advancePastAll() async {
        await #expect(processExitsWith: .failure) {
            var key = KeyBuffer()
            key.append(byte: 0xff)
            key.advancePastPrefix()
        }
    }

    @Test("A key of fixed size refuses what does not fit")
    func overflow() async {
        await #expect(processExitsWith: .failure) {
            var key = Key()
            for _ in 0..<7 { key.append(id: ID<Int>.maximum) }
        }
    }

    @Test("Both kinds of key hold the same bytes", arguments: SplitMix64.seeds)
    func sameBytes(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            var fixed = Key()
            var growing = KeyBuffer()
            for _ in 0..<4 {
                let field = KeyField.random(using: &random)
                if case .text = field { continue }
                field.append(to: &fixed)
                field.append(to: &growing)
            }
            let (left, right) = (array(fixed.bytes), growing.array)
            #expect(left == right)
        }
    }
}

@Suite("The order of keys")
struct KeyOrderTests {
    @Test("Byte order is the order of the fields", arguments: SplitMix64.seeds)
    func order(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<2000 {
            let left = KeyField.random(using: &random)
            let right = left.neighbour(using: &random)
            let (leftKey, rightKey) = (key { left.append(to: &$0) }, key { right.append(to: &$0) })
            let isBefore = leftKey.lexicographicallyPrecedes(rightKey)
            #expect(isBefore == left.precedes(right), "\(left) \(right)")
        }
    }

    @Test("No key is the beginning of a different one's field", arguments: SplitMix64.seeds)
    func prefixFree(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<2000 {
            let left = KeyField.random(using: &random)
            let right = left.neighbour(using: &random)
            let (leftKey, rightKey) = (key { left.append(to: &$0) }, key { right.append(to: &$0) })
            #expect(leftKey == rightKey || !rightKey.starts(with: leftKey), "\(left) \(right)")
        }
    }

    @Test("Comparing by words gives byte order", arguments: SplitMix64.seeds)
    func precedes(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<5000 {
            var left = random.bytes(Int.random(in: 0...40, using: &random))
            var right = Array(left.prefix(Int.random(in: 0...40, using: &random)))
            right += random.bytes(Int.random(in: 0...3, using: &random))
            if Bool.random(using: &random) { swap(&left, &right) }
            let isBefore = left.rawSpan.precedes(right.rawSpan)
            #expect(isBefore == left.lexicographicallyPrecedes(right))
        }
    }
}

/// A field of a key with its value, for properties that hold for all of them.
enum KeyField {
    case id(UInt64)
    case day(Day)
    case laterDay(Day)
    case instant(Timestamp)
    case laterInstant(Timestamp)
    case order(Int)
    case text(String)

    static func random(using random: inout SplitMix64) -> KeyField {
        let number = Int64(bitPattern: random.number() << 1) >> 1
        switch Int.random(in: 0..<7, using: &random) {
        case 0: return .id(random.number() >> 11)
        case 1: return .day(Day(Int32(truncatingIfNeeded: number)))
        case 2: return .laterDay(Day(Int32(truncatingIfNeeded: number)))
        case 3: return .instant(Timestamp(milliseconds: number))
        case 4: return .laterInstant(Timestamp(milliseconds: number))
        case 5: return .order(Int(Int32(truncatingIfNeeded: number)))
        default: return .text(plainText(using: &random))
        }
    }

    /// A text without NUL and short enough to stand in a key as it is.
    private static func plainText(using random: inout SplitMix64) -> String {
        var text = ""
        text.unicodeScalars.append(
            contentsOf: random.text(upTo: 12).unicodeScalars.filter { $0.value != 0 }
        )
        return text
    }

    /// Another value of the same field, often close to this one.
    func neighbour(using random: inout SplitMix64) -> KeyField {
        let step = Int.random(in: -2...2, using: &random)
        switch self {
        case .id(let id):
            return .id(step < 0 ? random.number() >> 11 : min(id + UInt64(step), 1 << 53))
        case .day(let day): return .day(Day(day.number &+ Int32(step)))
        case .laterDay(let day): return .laterDay(Day(day.number &+ Int32(step)))
        case .instant(let instant):
            return .instant(Timestamp(milliseconds: instant.milliseconds &+ Int64(step)))
        case .laterInstant(let instant):
            return .laterInstant(Timestamp(milliseconds: instant.milliseconds &+ Int64(step)))
        case .order(let order):
            return .order(Int(Int32(clamping: step < 0 ? -order : order + step)))
        case .text(let text):
            return .text(step < 0 ? Self.plainText(using: &random) : text + ["", "a", "ş"][step])
        }
    }

    func append<K: KeyWriter & ~Copyable>(to key: inout K) {
        switch self {
        case .id(let id): key.append(id: id)
        case .day(let day): key.append(day)
        case .laterDay(let day): key.append(descending: day)
        case .instant(let instant): key.append(instant)
        case .laterInstant(let instant): key.append(descending: instant)
        case .order(let order): key.append(order: order)
        case .text(let text): key.append(text: text)
        }
    }

    func precedes(_ other: KeyField) -> Bool {
        switch (self, other) {
        case (.id(let left), .id(let right)): left < right
        case (.day(let left), .day(let right)): left < right
        case (.laterDay(let left), .laterDay(let right)): left > right
        case (.instant(let left), .instant(let right)): left < right
        case (.laterInstant(let left), .laterInstant(let right)): left > right
        case (.order(let left), .order(let right)): left < right
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        default: false
        }
    }
}
