import Client
import Collation
import Daemon
import Records
import SchoolModel
import Storage
import Testing
import Threads

@Suite("Long work, and what is told on the way")
struct LongWorkTests {
    /// People whose role asks for a profile that they do not have.
    private func breakRules(_ count: Int, in daemon: TestDaemon) throws {
        let collator = daemon.house.collator
        try daemon.house.store.write { scope throws(StoreError) in
            for number in 0..<count {
                var user = User(
                    email: collator.folded("broken\(number)@m.az", trimming: true),
                    fullName: collator.collated("Broken \(number)"),
                    foldedName: collator.fold("Broken \(number)"),
                    role: .student
                )
                try scope.insert(&user)
            }
        }
    }

    @Test("A sound school has no violations, and its notices are told apart")
    func sound() throws {
        let daemon = try TestDaemon()
        let client = try daemon.subscriber()
        let report = try client.result("admin/validate", #"{"verbose":true}"#)
        #expect(report["count"]?.int == 0)
        #expect(report["violations"] == .array([]))
        #expect(report["counts"]?["member.copy"]?.int == 0)
        #expect(report["counts"]?["checksum.bad"]?.int == 0)
        #expect(report["counts"]?["org.missing"] == nil)
        let notices = try #require(report["notices"]?.elements)
        #expect(notices.count { $0["rule"]?.string == "roster.missing_application" } == 12)
        #expect(notices.allSatisfy { $0["severity"]?.string == "notice" })
        try daemon.stop()
    }

    // T28
    @Test("What breaks a rule is listed up to the limit, and all of it is counted")
    func violations() throws {
        let daemon = try TestDaemon()
        try breakRules(12, in: daemon)
        let client = try daemon.subscriber()
        let report = try client.result("admin/validate", #"{"limit":5}"#)
        #expect(report["count"]?.int == 12)
        #expect(report["counts"]?.line == #"{"profile.missing":12}"#)
        let listed = try #require(report["violations"]?.elements)
        #expect(listed.count == 5)
        #expect(
            listed.first?.line
                == #"{"rule":"profile.missing","entity":"user","id":14,"detail":"student","#
                + #""fixable":false,"severity":"error"}"#
        )
        let others = try client.result("admin/validate", #"{"rules":["member.*","org.missing"]}"#)
        #expect(others["count"]?.int == 0)
        #expect(others["notices"]?.elements?.count == 12)
        let mistake = try client.call("admin/validate", #"{"rules":["member.capacity"]}"#)
        #expect(mistake["error"]?["data"]?["kind"]?.string == "invalidParams")
    }

    @Test("Progress begins, is reported and ends in front of the reply, with the client's token")
    func progress() throws {
        let daemon = try TestDaemon()
        let client = try daemon.subscriber()
        try client.initialize("$/progress")
        _ = try client.result("admin/validate", #"{"workDoneToken":"work-1"}"#)
        let told = client.early.compactMap { $0["params"] }
        #expect(told.allSatisfy { $0["token"]?.string == "work-1" })
        let kinds = told.compactMap { $0["value"]?["kind"]?.string }
        #expect(kinds.first == "begin" && kinds.last == "end")
        #expect(kinds.dropFirst().dropLast().allSatisfy { $0 == "report" } && kinds.count > 3)
        let shares = told.compactMap { $0["value"]?["percentage"]?.int }
        #expect(shares == shares.sorted() && shares.last == 100)
        let mistake = try client.call("admin/validate", #"{"workDoneToken":[1]}"#)
        #expect(mistake["error"]?["data"]?["path"]?.string == "workDoneToken")
        try daemon.stop()
    }

    @Test("Parts of a result that are sent ahead are not sent again")
    func partialResults() throws {
        let daemon = try TestDaemon()
        try breakRules(250, in: daemon)
        let client = try daemon.subscriber()
        try client.initialize("$/progress")
        let whole = try client.result("admin/validate")
        let params = #"{"partialResultToken":7}"#
        let rest = try client.result("admin/validate", params)
        #expect(rest["count"]?.int == 250)
        #expect(rest["violations"] == .array([]))
        #expect(rest["notices"] == .array([]))
        let parts = client.early.compactMap { $0["params"] }
        #expect(parts.allSatisfy { $0["token"]?.int == 7 })
        let violations = parts.flatMap { $0["value"]?["violations"]?.elements ?? [] }
        #expect(violations == whole["violations"]?.elements)
        let notices = parts.flatMap { $0["value"]?["notices"]?.elements ?? [] }
        #expect(notices == whole["notices"]?.elements)
    }

    @Test("Work that is cancelled is answered, and nothing is told behind the answer")
    func cancelling() throws {
        let daemon = try TestDaemon()
        try breakRules(150, in: daemon)
        let client = try daemon.subscriber()
        try client.initialize("$/progress")
        var cancelled = 0
        for _ in 0..<20 {
            let id = client.send("admin/validate", #"{"workDoneToken":1,"partialResultToken":2}"#)
            client.notify("$/cancelRequest", #"{"id":\#(id)}"#)
            let reply = try client.reply(to: id)
            guard reply["error"] != nil else { continue }
            #expect(reply["error"]?["code"]?.int == -32800)
            cancelled += 1
            client.forgetEarly()
            #expect(try client.unasked().isEmpty)
        }
        #expect(cancelled > 0)
        #expect(try client.result("ping") == .text("pong"))
        try daemon.stop()
    }

    @Test("Long work does not stand in the way of a short question")
    func besides() throws {
        let daemon = try TestDaemon()
        try breakRules(2_000, in: daemon)
        let client = try daemon.subscriber()
        let long = client.send("admin/validate")
        let short = client.send("enrollment/check", #"{"courseId":1,"studentId":2}"#)
        #expect(try client.next()["id"]?.int == Int64(short))
        #expect(try client.reply(to: long)["result"]?["count"]?.int == 2_000)
    }

    @Test("Whoever traces is told of each call, and never what it said")
    func tracing() throws {
        let daemon = try TestDaemon()
        let client = try daemon.subscriber()
        try client.initialize("$/logTrace")
        client.notify("$/setTrace", #"{"value":"verbose"}"#)
        _ = try client.call("session/login", #"{"email":"a@b.az","password":"secret"}"#)
        var call = JSON.null
        while call["message"]?.string?.contains("login") != true {
            call = try client.notification("$/logTrace")
        }
        #expect(call["message"]?.string == "Received request 'session/login - (2)'.")
        #expect(call["verbose"]?.string == "38 bytes of params")
        client.notify("$/setTrace", #"{"value":"off"}"#)
        // The last that is told of is what ends it.
        var last = ""
        while !last.contains("$/setTrace") {
            last = try client.notification("$/logTrace")["message"]?.string ?? ""
        }
        #expect(try client.unasked().isEmpty)
    }

    @Test("Whoever asks for the log reads it")
    func log() throws {
        let daemon = try TestDaemon(log: Log(.debug))
        let client = try daemon.subscriber()
        try client.initialize("window/logMessage")
        let other = try daemon.connect()
        _ = try other.result("ping")
        let told = try client.notification("window/logMessage")
        #expect(told["type"]?.int == 4)
        #expect(told["message"]?.string?.hasPrefix("sessionOpened uid=") == true)
    }
}
