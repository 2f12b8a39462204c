import Client
import JSONRPC
import Testing
import Transport

@Suite("Operating the daemon")
struct OperatingTests {
    @Test("The statistics tell calls, times, commits and bytes")
    func statistics() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        for _ in 0..<3 { _ = try connection.result("cohort/get", #"{"id":1}"#) }
        _ = try connection.error("cohort/get", #"{"id":99}"#)
        _ = try connection.result("course/create", #"{"name":"Kimya"}"#)
        let stats = try connection.result("server/stats")
        let get = try #require(stats["methods"]?["cohort/get"])
        #expect(get["calls"]?.int == 4)
        #expect(get["failures"]?.int == 1)
        let shares = ["p50Nanoseconds", "p90Nanoseconds", "p99Nanoseconds", "maxNanoseconds"]
            .compactMap { get[$0]?.int }
        #expect(shares.count == 4 && shares == shares.sorted() && shares[0] > 0)
        #expect(stats["methods"]?["course/create"]?["calls"]?.int == 1)
        #expect(stats["methods"]?["user/create"] == nil)
        #expect(stats["connections"]?.int == 1)
        #expect(try #require(stats["sentBytes"]?.int) > 400)
        #expect(try #require(stats["requestsPerCommit"]?.string).contains("."))
        let health = try connection.result("server/health")
        #expect(health["maximumBytes"] == stats["maximumBytes"])
        #expect(try #require(health["usedBytes"]?.int) > 0)
    }

    @Test("In test mode time stands until it is moved, and never goes back")
    func clock() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        #expect(try connection.result("admin/clock")["now"]?.string == "2026-10-15T12:00:00.000Z")
        let moved = try connection.result("admin/clock", #"{"today":"2026-10-20"}"#)
        #expect(moved["today"]?.string == "2026-10-20")
        #expect(try connection.result("server/health")["today"]?.string == "2026-10-20")
        let made = try connection.result("course/create", #"{"name":"Kimya"}"#)
        #expect(made["createdAt"]?.string == "2026-10-20T12:00:00.000Z")
        let instant = try connection.result("admin/clock", #"{"today":"2026-10-20T12:30:00Z"}"#)
        #expect(instant["now"]?.string == "2026-10-20T12:30:00.000Z")
        for (text, reason) in [("2026-10-19", "backwards"), ("soon", "date")] {
            let error = try connection.error("admin/clock", "{\"today\":\"\(text)\"}")
            #expect(error["data"]?["reason"]?.string == reason)
        }
        #expect(try connection.result("admin/clock") == instant)
    }

    // INV-47
    @Test("A checksum is the same for the same rows, and leaves password hashes out")
    func checksum() throws {
        let (daemon, twin) = (try TestDaemon(), try TestDaemon())
        let (connection, other) = (try daemon.connect(), try twin.connect())
        let before = try connection.result("admin/checksum")
        #expect(try other.result("admin/checksum") == before)
        let create = ##"{"role":"teacher","email":"t@x.az","fullName":"T","password":"##
        _ = try connection.result("user/create", create + #""secret words","grade":null}"#)
        let created = try connection.result("admin/checksum")
        #expect(created["total"] != before["total"])
        #expect(created["entities"]?["user"] != before["entities"]?["user"])
        #expect(created["entities"]?["course"] == before["entities"]?["course"])
        // Salted, so that no two hashes are the same.
        _ = try other.result("user/create", create + #""secret words"}"#)
        #expect(try other.result("admin/checksum") == created)
        let one = try connection.result("admin/checksum", #"{"entity":"user"}"#)
        #expect(one["entities"]?["user"] == created["entities"]?["user"])
        #expect(one["entities"]?["course"] == nil)
        let error = try connection.error("admin/checksum", #"{"entity":"users"}"#)
        #expect(error["data"]?["reason"]?.string == "notOneOf")
    }

    @Test("What is set is kept, checked, and the default again when it is taken back")
    func settings() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        func value(_ name: String) throws -> String? {
            try connection.result("setting/get")["settings"]?[name]?.string
        }
        #expect(try value("timezone") == "UTC")
        #expect(try value("changeLog.keep") == "1000000")
        let set = #"{"name":"changeLog.keep","value":"5000"}"#
        let answer = try connection.result("setting/set", set)
        #expect(answer["settings"]?["changeLog.keep"]?.string == "5000")
        #expect(try value("changeLog.keep") == "5000")
        _ = try connection.result("setting/set", set)
        let bad = [
            ("changeLog.keep", "0"), ("changeLog.keep", "many"), ("collation", "x"),
            ("timezone", "Mars"), ("discussion.authorPin", "yes"),
            ("schedule.unscheduled", ""), ("payments.teacherScope", "all"),
        ]
        for (name, value) in bad {
            let params = "{\"name\":\"\(name)\",\"value\":\"\(value)\"}"
            let error = try connection.error("setting/set", params)
            #expect(error["data"]?["kind"]?.string == "checkFailed", "\(name) \(value)")
        }
        let unknown = try connection.error("setting/set", #"{"name":"timezon","value":"UTC"}"#)
        #expect(unknown["data"]?["hint"]?.string == "did you mean \"timezone\"?")
        _ = try connection.result("setting/set", #"{"name":"changeLog.keep"}"#)
        #expect(try value("changeLog.keep") == "1000000")
        try daemon.stop()
    }

    @Test("A service may stop the daemon, and gets its answer")
    func stop() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        #expect(try connection.result("admin/stop") == .null)
        // What was on its way when it stopped is still answered.
        let ends = (0..<100_000).contains { _ in (try? connection.call("ping")) == nil }
        #expect(ends)
        try daemon.stop()
    }
}

/// The limits of a conversation, each over a socket and each with its error.
@Suite("The limits of a conversation")
struct LimitTests {
    let daemon: TestDaemon

    init() throws {
        daemon = try TestDaemon {
            $0.session.framing.headerBytes = 512
            $0.session.framing.messageBytes = 4096
            $0.session.batchMessages = 3
        }
    }

    /// What comes back for bytes that end the conversation.
    private func reply(to text: String) throws -> JSON {
        let client = try RawClient(daemon.path)
        client.send(text)
        client.stopSending()
        return try #require(JSON([UInt8](client.rest().utf8)), "no JSON came back")
    }

    @Test("A header block")
    func header() throws {
        let client = try RawClient(daemon.path)
        client.send("Content-Length: 2\r\nX: \(String(repeating: "x", count: 600))\r\n\r\n{}")
        let answer = client.rest()
        #expect(answer.contains("\"reason\":\"headerTooLong\",\"limit\":512"))
    }

    @Test("A message")
    func message() throws {
        let long = String(repeating: "x", count: 5000)
        let error = try reply(to: "{\"a\":\"\(long)\"}\n")["error"]
        #expect(error?["data"]?["reason"]?.string == "messageTooLong")
        #expect(error?["data"]?["limit"]?.int == 4096)
    }

    @Test("Nesting: 64 is deep enough, 65 is too deep")
    func nesting() throws {
        func deep(_ count: Int) -> String {
            let inner = count - 1
            return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                + String(repeating: "{\"a\":", count: inner - 1) + "{}"
                + String(repeating: "}", count: inner - 1) + "}\n"
        }
        #expect(try reply(to: deep(64))["error"] == nil)
        let error = try reply(to: deep(65))["error"]
        #expect(error?["data"]?["reason"]?.string == "depth")
        #expect(error?["data"]?["limit"]?.int == 64)
    }

    @Test("A batch")
    func batch() throws {
        let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
        let three = try reply(to: "[\(ping),\(ping),\(ping)]\n")
        #expect(three.elements?.count == 3)
        let error = try reply(to: "[\(ping),\(ping),\(ping),\(ping)]\n")["error"]
        #expect(error?["data"]?["reason"]?.string == "batchTooLong")
        #expect(error?["data"]?["limit"]?.int == 3)
    }
}
