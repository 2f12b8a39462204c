import Client
import Records
import SchoolAPI
import SchoolModel
import TestSupport
import Testing

@testable import Daemon

@Suite("A store goes out whole, and comes in whole")
struct StoreExportTests {
    /// Something of nearly everything: what the examples of the protocol leave behind.
    private func busySchool() throws -> TestDaemon {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        for message in MethodMessage.all where leavesRows(message) {
            _ = try connection.call("\(message.name)", [UInt8]("\(message.example)".utf8))
        }
        let person =
            #"{"fullName":"Çiçək Ёлкина 🎒","email":"Ç@x.az","role":"student"}"#
        _ = try connection.result("user/create", person)
        _ = try connection.result("course/create", #"{"name":"Fizika 7"}"#)
        let old = #"{"rows":[{"group":"G","course":"Fizika 7","user":"Ç@x.az"}]}"#
        #expect(counts(try connection.result("import/legacyGroups", old)).first == 1)
        _ = try connection.result("admin/seed", #"{"profile":"dev"}"#)
        return daemon
    }

    /// Whether a method's example may leave something behind; what is deleted softly stays.
    private func leavesRows(_ message: MethodMessage) -> Bool {
        let parts = "\(message.name)".split(separator: "/").map(String.init)
        guard message.effect == .writes, parts.count == 2, parts[0] != "session" else {
            return false
        }
        if ["stop", "hardDelete"].contains(parts[1]) || parts[1].hasPrefix("remove") {
            return false
        }
        let soft = ["codingTask", "group", "payment", "student", "test"]
        return !parts[1].hasPrefix("delete") || soft.contains(parts[0])
    }

    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }

    @Test("INV-57, S0-15, INV-53, INV-54: into an empty store it gives the same store, row by row")
    func roundTrip() throws {
        let school = try busySchool()
        let source = try school.connect()
        let sums = try source.checksums()
        let text = try source.exported()
        #expect(!text.contains("passwordHash") && !text.contains("$argon"))
        let copy = try TestDaemon(isEmpty: true)
        let target = try copy.connect()
        let nothing = try target.checksums()
        let dry = try target.imported(text, #","dryRun":true"#)
        #expect(try target.checksums() == nothing && dry["dryRun"] == .bool(true))
        let report = try target.imported(text)
        #expect(counts(report) == counts(dry))
        let rows = Int64(lines(text).count - 2)
        #expect(rows > 300 && counts(report) == [rows, 0, 0, 0, 0] && report["rows"]?.int == rows)
        #expect(try target.checksums() == sums)
        let findings = try source.result("admin/validate")["count"]
        #expect(report["findings"] == findings)
        #expect(try target.result("admin/validate")["count"] == findings)
        // The first and the last line name a time; all others are the same again.
        let again = try target.exported()
        #expect(lines(again).dropFirst().dropLast() == lines(text).dropFirst().dropLast())
        #expect(counts(try target.imported(text)) == [0, 0, rows, 0, 0])
        try copy.stop()
        try school.stop()
    }

    @Test("INV-57: every entity of the schema is in it, those that others name first")
    func order() throws {
        let school = try busySchool()
        let names = lines(try school.connect().exported()).dropFirst().dropLast().map { line in
            String(line.dropFirst(2).prefix { $0 != "\"" })
        }
        let missing = EntityKind.allCases.map { "\($0.name)" }.filter { !names.contains($0) }
        #expect(missing == [])
        let tables = StoreTables.all
        for (index, table) in tables.enumerated() {
            let behind = tables[(index + 1)...].filter { table.targets.contains($0.table) }
            #expect(behind.map { "\($0.table.name)" } == [], "\(table.table.name)")
        }
        try school.stop()
    }

    /// Lets a daemon of its own take an export.
    private func fill(_ folder: TemporaryFolder, with text: String) throws {
        let daemon = try TestDaemon(in: folder, isEmpty: true)
        _ = try daemon.connect().imported(text)
        try daemon.stop()
    }

    @Test("INV-02, INV-57: no id that the other store has given is given again, deleted or not")
    func ids() throws {
        let school = try TestDaemon()
        let source = try school.connect()
        let gone = try source.result("course/create", #"{"name":"Fizika"}"#)
        let id = try #require(gone["id"]?.int)
        _ = try source.result("course/delete", "{\"id\":\(id)}")
        let folder = TemporaryFolder()
        try fill(folder, with: try source.exported())
        // The counters are those that a start finds.
        let reopened = try TestDaemon(in: folder, isEmpty: true)
        let other = try reopened.connect()
        let stats = { (connection: Connection) in try connection.result("server/stats")["rows"] }
        #expect(try stats(other) == stats(source))
        let made = try other.result("course/create", #"{"name":"Kimya"}"#)
        #expect(try #require(made["id"]?.int) == id + 1)
        let logged = try other.result("log/recent", #"{"limit":1}"#)["items"]?.elements?.first
        let before = try source.result("log/recent", #"{"limit":1}"#)["items"]?.elements?.first
        #expect(logged == before)
        try reopened.stop()
        try school.stop()
    }

    @Test(
        "INV-57: a file that was cut, or changed anywhere, is refused, and nothing of it is written"
    )
    func damaged() throws {
        let school = try TestDaemon()
        let text = try school.connect().exported()
        let bytes = Array(text.utf8)
        let daemon = try TestDaemon(isEmpty: true)
        let connection = try daemon.connect()
        let nothing = try connection.checksums()
        var random = SplitMix64(seed: 5)
        for _ in 0..<20 {
            let length = Int(random.next() % UInt64(bytes.count - 2))
            let cut = String(decoding: bytes.prefix(length), as: UTF8.self)
            let error = try connection.refusal(cut)
            #expect(error["data"]?["kind"]?.string == "importFailed", "cut at \(length)")
        }
        for round in 0..<40 {
            // Both ends for sure, and anywhere between them.
            let tail = UInt64(round < 30 ? bytes.count - 1 : 60)
            var index = bytes.count - 2 - Int(random.next() % tail)
            if round < 3 { index = 3 + round }
            var flipped = bytes
            flipped[index] = flipped[index] == 0x31 ? 0x32 : 0x31
            let other = String(decoding: flipped, as: UTF8.self)
            let error = try connection.refusal(other)
            #expect(error["data"]?["kind"]?.string == "importFailed", "flipped at \(index)")
        }
        let missing = lines(text).enumerated().filter { $0.offset != 7 }.map(\.element)
        _ = try connection.refusal(missing.joined(separator: "\n") + "\n")
        _ = try connection.refusal(text + "{}\n")
        _ = try connection.refusal("")
        #expect(try connection.checksums() == nothing)
        #expect(counts(try connection.imported(text)).first == Int64(lines(text).count - 2))
        try daemon.stop()
        try school.stop()
    }

    private static let user = #"""
        {"user":{"id":90,"organizationId":null,"email":"a@x.az","fullName":"A","foldedName":"a","role":"admin","firstName":null,"lastName":null,"phone":null,"code":null,"isActive":true,"lastLogin":null,"mustChangePassword":false,"metadata":{},"createdAt":"2026-01-01T00:00:00.000Z","updatedAt":"2026-01-01T00:00:00.000Z","version":1}}
        """#

    @Test(
        "INV-55: a bad line is named with what is wrong, and refuses all",
        arguments: [
            ("\"role\":\"admin\"", "\"role\":\"king\"", "role"),
            ("\"id\":90", "\"id\":0", "id"), ("\"id\":90", "\"id\":\"90\"", "id"),
            ("\"phone\":null", "\"phon\":null", "phon"),
            ("\"phone\":null", "\"passwordHash\":\"x\"", "passwordHash"),
            ("\"organizationId\":null", "\"organizationId\":77", "organizationId"),
            ("2026-01-01", "2026-13-01", "createdAt"), ("{\"user\":", "{\"usr\":", ""),
            ("\"metadata\":{}", "\"metadata\":\"{\"", "metadata"),
            ("a@x.az", "sagird1@merkez.az", ""), ("\"version\":1}", "\"version\":1", ""),
        ]
    )
    func badLine(_ right: String, _ wrong: String, _ field: String) throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let sums = try connection.checksums()
        let good = Self.user.replacing("\"id\":90", with: "\"id\":91")
            .replacing("a@x.az", with: "b@x.az")
        let bad = Self.user.replacing(right, with: wrong)
        #expect(bad != Self.user)
        let error = try connection.refusal(sealed([good, bad]))["data"]
        #expect(error?["kind"]?.string == "importFailed" && error?["line"]?.int == 3)
        #expect(field.isEmpty || error?["field"]?.string == field)
        #expect(try connection.checksums() == sums)
        #expect(counts(try connection.imported(sealed([good]))) == [1, 0, 0, 0, 0])
        try daemon.stop()
    }

    @Test("INV-57: an empty store takes up the alphabet of the one that was exported")
    func alphabet() throws {
        let school = try TestDaemon()
        let source = try school.connect()
        _ = try source.result("setting/set", #"{"name":"collation","value":"ru"}"#)
        let text = try source.exported()
        let copy = try TestDaemon(isEmpty: true)
        let target = try copy.connect()
        let report = try target.imported(text)
        #expect(try target.checksums() == source.checksums() && report["findings"]?.int == 0)
        try copy.stop()
        try school.stop()
    }

    @Test("Rows that name one another may come in any order")
    func anyOrder() throws {
        let school = try TestDaemon()
        let text = try school.connect().exported(#""limit":10000"#)
        let daemon = try TestDaemon(isEmpty: true)
        let rows = lines(text).dropFirst().dropLast().filter { !$0.hasPrefix("{\"activityLog\"") }
        let report = try daemon.connect().imported(sealed(rows.reversed()))
        #expect(report["findings"]?.int == 0 && report["created"]?.int == Int64(rows.count))
        try daemon.stop()
        try school.stop()
    }
}
