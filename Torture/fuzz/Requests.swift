import Oracle

/// Makes requests of every spelling, and spoils some.
struct Requests {
    var dice: Dice
    /// Makes every id one of its own.
    private var lastID = 0

    init(_ dice: Dice) { self.dice = dice }

    /// A request with an id that can be known, whatever else is wrong with it.
    mutating func request() -> (id: String, text: String) {
        let id = identifier()
        return (id, object(id: id))
    }

    /// What has no reply.
    mutating func notification() -> String { object(id: nil) }

    /// Bytes of a request, changed until they may be anything.
    mutating func garbage() -> [UInt8] {
        var bytes = [UInt8](object(id: "\"g\(dice.below(100))\"").utf8)
        if dice.percent(20) { bytes = [0x5b] + bytes + [0x2c] + bytes + [0x5d] }
        mutate(&bytes)
        return bytes
    }

    /// Changes, drops, doubles and cuts.
    mutating func mutate(_ bytes: inout [UInt8]) {
        for _ in 0...dice.below(4) where !bytes.isEmpty {
            let place = dice.below(bytes.count)
            switch dice.below(7) {
            case 0: bytes[place] = UInt8(dice.below(256))
            case 1: bytes[place] ^= 1 << UInt8(dice.below(8))
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(UInt8(dice.below(256)), at: place)
            case 4:
                bytes.insert(contentsOf: [UInt8]((dice.pick(Self.shards) ?? "").utf8), at: place)
            case 5:
                let end = min(bytes.count, place + 1 + dice.below(30))
                bytes.insert(contentsOf: bytes[place..<end], at: dice.below(bytes.count))
            default: bytes.removeLast(dice.below(bytes.count))
            }
        }
    }

    /// One of every way to write an id that no other request has.
    private mutating func identifier() -> String {
        lastID += 1
        let number = lastID
        switch dice.below(10) {
        case 0, 1: return "\(number)"
        case 2: return "\"\(number)\""
        case 3: return "\"\\u0041\(number)\\n\\\"\\\\\""
        case 4: return "\(number).50"
        case 5: return "-\(number)e2"
        case 6: return "\"ə\(number)\(String(repeating: "ğ", count: dice.below(300)))\""
        case 7: return "9999999999999999999999\(number)"
        case 8: return "\(number)E+900"
        default: return "\"\\ud83d\\ude00 \(number)\""
        }
    }

    /// The members in any order, with blanks between them.
    private mutating func object(id: String?) -> String {
        var members: [String] = []
        if let id { members.append("\"id\"\(blank()):\(blank())\(id)") }
        members.append("\"jsonrpc\":\(blank())\"2.0\"")
        members.append("\"method\":\"\(dice.pick(Self.methods) ?? "")\"")
        // Without an id, what is no request is answered all the same.
        let params = id == nil ? Self.soundParams : Self.soundParams + Self.params
        if !dice.percent(10) { members.append("\"params\":\(dice.pick(params) ?? "")") }
        if id != nil, dice.percent(15) { members.append(flaw()) }
        for index in members.indices { members.swapAt(index, dice.below(members.count)) }
        return "{\(blank())" + members.joined(separator: "\(blank()),\(blank())") + "\(blank())}"
    }

    /// Something wrong that leaves the id alone.
    private mutating func flaw() -> String {
        switch dice.below(6) {
        case 0: "\"more\":1e999"
        case 1: "\"more\":18446744073709551616"
        case 2: "\"more\":{\"a\":1,\"a\":2}"
        case 3: "\"more\":" + String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
        case 4: "\"method\":\"ping\""
        default: "\"trace\":null"
        }
    }

    private mutating func blank() -> String { dice.pick(["", "", "", " ", "\n", "\r\n\t"]) ?? "" }

    private static let methods = [
        "ping", "server/health", "cohort/roster", "enrollment/check", "attendance/range",
        "cohort/enroll", "attendance/bulkSet", "student/create", "server/nowhere", "",
        "enrollment/listByStudent", "schedule/status", "initialize", "admin/verify", "cohort/get",
    ]

    private static let soundParams = [
        "{}", "[]", "null", "{\"cohortId\":1}", "{\"studentId\":3,\"courseId\":1}", "[1,3]",
        "{\"cohortId\":1,\"studentId\":2}",
        "{\"groupId\":1,\"from\":\"2026-10-01\",\"to\":\"2026-10-15\"}",
        "{\"groupId\":1,\"items\":[{\"studentId\":2,\"date\":\"2026-10-14\",\"status\":\"late\"}]}",
    ]

    private static let params = [
        "{\"cohortId\":1e999}", "{\"cohortId\":-1}", "{\"cohortId\":1,\"limit\":0}",
        "{\"cohortId\":1,\"cohortId\":1}", "\"text\"", "7", "{\"name\":\"Ə\",\"email\":\"a\"}",
        "{\"cohortId\":{\"ref\":{\"source\":\"x\",\"id\":\"y\"}}}",
        "{\"cohortId\":1,\"cursor\":\"AAAA\"}",
        "{\"cohortId\":1,\"fields\":[\"name\",\"nothing\"]}", "[[[[[[[]]]]]]]",
        "{\"\\u0000\":\"\\u0000\"}",
    ]

    private static let shards = [
        "\"", "\\", "{", "}", "[", "]", ",", ":", "\n", "\r\n", "\r\n\r\n", "null", "1e999",
        "\\ud83d", "\u{0}",
        "\u{feff}", "\u{1e}", "Content-Length: 5\r\n\r\n", "POST / HTTP/1.1\r\n", "-", "\"id\":1,",
        "Transfer-Encoding: chunked\r\n", "GET ", "é",
    ]
}
