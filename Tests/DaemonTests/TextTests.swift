import Client
import Daemon
import JSONRPC
import Records
import SchoolAPI
import Testing

@Suite("Texts")
struct TextTests {
    /// From right to left, with marks that combine, letters of two forms, joined emoji, and no plane left out.
    private static let odd = "  שלום é e\u{301} ﬁ ẞ 👩🏽‍🚀\u{202E}\u{10FFFD}Ǆİı "

    /// What is no text of people: an address, a slug, what the store makes, and what is told in other rows.
    private static let formed: Set<String> = [
        "User.email", "Organization.slug", "Course.slug", "Lesson.slug", "Application.email",
        "ActivityLog.action", "CodingSubmission.errorMessage",
        // Told in full by no method that sets it here.
        "TestAnswerKey.writtenInstructions", "GroupMembership.role", "CohortSchedule.title",
        "CohortMember.fullName", "CohortMember.email", "Group.code", "Group.name",
        "Group.displayName", "BalanceEntry.note", "Test.pdfUrl",
    ]

    @Test("INV-06: every text of every row comes back byte for byte, and a NUL is refused")
    func everyText() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        var walk = TextWalk(connection, Self.odd)
        // The school as the examples leave it; then each once more, with other texts.
        for message in MethodMessage.all where message.isForTexts {
            _ = try connection.call("\(message.name)", [UInt8]("\(message.example)".utf8))
            try walk.patch(message)
        }
        for message in MethodMessage.all where message.isForTexts { try walk.create(message) }
        try walk.createParts()
        #expect(walk.flaws.isEmpty, "\(walk.flaws.prefix(8))")
        var all: Set<String> = []
        for shape in NamedShapes.all where shape.name.isOfRow {
            for (name, shape1) in shape.members where shape1.isText {
                all.insert("\(shape.name).\(name)")
            }
        }
        let missing = all.subtracting(walk.kept).subtracting(Self.formed).sorted()
        #expect(missing.isEmpty, "\(missing)")
        #expect(walk.kept.count > 30 && walk.refusedNULs > 30)
        try daemon.stop()
    }

    @Test(
        "INV-06: a text of 10,000 characters is kept where the field allows it, and one more is refused"
    )
    func longTexts() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        for (method, id, field) in [
            ("course/update", 1, "description"), ("module/update", 1, "description"),
            ("user/update", 2, "notes"),
        ] {
            for letter in ["ə", "👩", "א"] {
                let text = String(repeating: letter, count: 10_000)
                let call = { (text: String) in
                    "{\"id\":\(id),\"patch\":{\"\(field)\":\"\(text)\"}}"
                }
                let row = try connection.result(method, call(text))
                #expect(row[field]?.string?.utf8.elementsEqual(text.utf8) == true)
                let error = try connection.error(method, call(text + letter))
                #expect(error["data"]?["kind"]?.string == "checkFailed")
                #expect(error["data"]?["field"]?.string == field)
            }
        }
        try daemon.stop()
    }

    @Test("INV-06: what differs in case alone is the same to search and to uniqueness")
    func folded() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result("course/create", #"{"name":"ŞƏKİL ÇƏKMƏ"}"#)
        _ = try connection.result("program/create", #"{"code":"Ə-1","name":"p"}"#)
        for (method, parameters) in [
            ("course/create", #"{"name":"şəki̇l çəkmə"}"#),
            ("program/create", #"{"code":" ə-1 ","name":"q"}"#),
            ("user/create", #"{"role":"parent","email":" SAGIRD1@Merkez.AZ","fullName":"x"}"#),
        ] {
            let error = try connection.error(method, parameters)
            #expect(error["data"]?["kind"]?.string == "unique", "\(method)")
        }
        for (method, text) in [("course/list", "çəkMƏ"), ("student/list", "QƏDIR")] {
            let found = try connection.result(method, "{\"search\":\"\(text)\"}")
            #expect(found["items"]?.elements?.count == 1, "\(text)")
        }
        try daemon.stop()
    }

    @Test(
        "A roster stands as its readers expect",
        arguments: [
            // Azerbaijani letters have places of their own.
            [
                "Cavid", "Çimnaz", "Elnur", "Əli", "Gülər", "Xəyal", "İlham", "Qədir", "Şəbnəm",
                "Tural",
            ],
            ["Анна", "Борис", "Елена", "Жанна", "Иван", "Мария", "Юрий", "Яна"],
            ["Adam", "adele", "Álvaro", "Brian", "Emily", "Zoe"],
        ]
    )
    func sorted(_ names: [String]) throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        _ = try connection.result("course/create", #"{"name":"Sıra"}"#)
        _ = try connection.result(
            "cohort/create",
            #"{"courseId":2,"name":"Sıra","startDate":"2026-10-01"}"#
        )
        for (number, name) in names.reversed().enumerated() {
            let student = try connection.result(
                "student/create",
                "{\"email\":\"n\(number)@x.az\",\"name\":\"\(name)\"}"
            )
            let id = try #require(student["id"]?.int)
            _ = try connection.result("cohort/enroll", "{\"cohortId\":2,\"studentId\":\(id)}")
        }
        let roster = try connection.result("cohort/roster", #"{"cohortId":2}"#)
        #expect(roster["items"]?.elements?.compactMap { $0["name"]?.string } == names)
        try daemon.stop()
    }
}

/// Gives every method that writes an odd text wherever it takes one.
private struct TextWalk {
    private let connection: Connection
    private let odd: String
    /// Which fields of which rows have come back as they went in.
    private(set) var kept: Set<String> = []
    private(set) var refusedNULs = 0
    private(set) var flaws: [String] = []
    private var number = 0

    init(_ connection: Connection, _ odd: String) {
        self.connection = connection
        self.odd = odd
    }

    /// Sets each text of a row by its patch.
    mutating func patch(_ message: MethodMessage) throws {
        guard message.parameters.contains(where: { "\($0.name)" == "patch" }),
            let example = JSON([UInt8]("\(message.example)".utf8)), let id = example["id"]?.int
        else { return }
        for (name, shape) in message.result.fields where shape.isText {
            try send(message, name) { "{\"id\":\(id),\"patch\":{\"\(name)\":\($0)}}" }
        }
    }

    /// Gives each text to a method beside what its example gives.
    mutating func create(_ message: MethodMessage) throws {
        guard case .object(let members)? = JSON([UInt8]("\(message.example)".utf8)) else { return }
        for parameter in message.parameters where parameter.shape.isText {
            let name = "\(parameter.name)"
            // A password takes long to hash, and is no text that comes back.
            let others = members.filter { ![name, "dryRun", "password"].contains($0.name) }
            try send(message, name) { text in
                let rest = others.map { "\"\($0.name)\":\($0.value.json)," }.joined()
                return "{\(rest)\"\(name)\":\(text)}"
            }
        }
    }

    /// What lies within other rows, or below those that the examples have deleted.
    mutating func createParts() throws {
        for name in ["input", "expected", "explanation"] {
            try send(.codingTestCaseSet, name) { text in
                let others = ["input", "expected"].filter { $0 != name }.map { "\"\($0)\":\"1\"," }
                return "{\"taskId\":1,\"cases\":[{\(others.joined())\"\(name)\":\(text)}]}"
            }
        }
        let post = try connection.result("forum/post", "\(MethodMessage.forumPost.example)")
        let id = try #require(post["id"]?.int)
        try send(.forumReply, "content") {
            "{\"forumPostId\":\(id),\"content\":\($0),\"userId\":1}"
        }
        let student = try connection.result("student/create", #"{"email":"t@x.az","name":"T"}"#)
        let user = try #require(student["id"]?.int)
        try send(.applicationCreate, "name") {
            "{\"userId\":\(user),\"program\":\"other\",\"name\":\($0)}"
        }
        try send(.applicationDecide, "note") { "{\"id\":1,\"status\":\"rejected\",\"note\":\($0)}" }
    }

    private mutating func send(
        _ message: MethodMessage,
        _ name: String,
        _ parameters: (String) -> String
    ) throws {
        number += 1
        let shown = message.name.description == "application/decide" ? "decisionNote" : name
        let text = odd + "\(number)"
        let reply = try connection.call(
            "\(message.name)",
            [UInt8](parameters(JSON.text(text).json).utf8)
        )
        let answer = try #require(JSON(reply.json))
        if reply.isError {
            let kind = answer["data"]?["kind"]?.string ?? ""
            if kind == "internalError" { flaws.append("\(message.name) \(name): \(reply.text)") }
        } else if let back = answer.find(shown) {
            if !back.utf8.elementsEqual(text.utf8) {
                flaws.append("\(message.name) \(name): \(back)")
            }
            for row in message.result.rowNames { kept.insert("\(row).\(shown)") }
        }
        let refused = try connection.call(
            "\(message.name)",
            [UInt8](parameters("\"a\\u0000b\"").utf8)
        )
        let kind = JSON(refused.json)?["data"]?["kind"]?.string
        if kind == "checkFailed" || kind == "invalidParams" { refusedNULs += 1 }
        if !refused.isError, JSON(refused.json)?.find(shown) == "a\0b" {
            flaws.append("\(message.name) \(name) takes a NUL")
        }
    }
}

extension StaticString {
    /// Whether a shape is a row as it is stored.
    fileprivate var isOfRow: Bool {
        !description.hasSuffix("Row") && description != "ScheduleEvent"
    }
}

extension MethodMessage {
    fileprivate var isForTexts: Bool {
        let room = "\(name)".prefix { $0 != "/" }
        return effect == .writes && !["session", "admin", "setting"].contains(room)
    }
}

extension Shape {
    fileprivate var isText: Bool {
        switch self {
        case .text: true
        case .nullable(let shape), .maybe(let shape): shape.isText
        default: false
        }
    }

    /// The members of the row that is answered.
    fileprivate var fields: [(String, Shape)] {
        switch self {
        case .named(let name): NamedShapes.all.first { "\($0.name)" == "\(name)" }?.members ?? []
        case .extended(let name, let more):
            Shape.named(name).fields + more.map { ("\($0.0)", $0.1) }
        default: []
        }
    }

    /// The rows that are answered.
    fileprivate var rowNames: [String] {
        switch self {
        case .named(let name): ["\(name)"]
        case .extended(let name, let more): ["\(name)"] + more.flatMap { $0.1.rowNames }
        case .array(let shape), .nullable(let shape), .maybe(let shape): shape.rowNames
        case .object(let members): members.flatMap { $0.1.rowNames }
        default: []
        }
    }
}

extension Reply {
    fileprivate var text: String { String(decoding: json, as: UTF8.self) }
}

extension JSON {
    /// The value as a document.
    fileprivate var json: String {
        switch self {
        case .text(let text):
            var output = OutputBuffer(capacity: 64)
            output.append(text: text)
            return String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
        case .array(let elements): return "[\(elements.map(\.json).joined(separator: ","))]"
        case .object(let members):
            return "{\(members.map { "\"\($0.name)\":\($0.value.json)" }.joined(separator: ","))}"
        default: return line
        }
    }

    /// The first text of a name, in whatever depth.
    fileprivate func find(_ name: String) -> String? {
        switch self {
        case .object(let members):
            members.first { $0.name == name }?.value.string
                ?? members.lazy.compactMap { $0.value.find(name) }.first
        case .array(let elements): elements.lazy.compactMap { $0.find(name) }.first
        default: nil
        }
    }
}
