import Client
import Daemon
import Glibc
import Records
import SchoolModel
import Storage
import TestSupport
import Testing
import Threads

@Suite("What subscribers are told")
struct SubscriptionTests {
    private func subscribe(
        _ subscriber: Subscriber,
        _ params: String
    ) throws -> (id: Int64, sequence: Int64, mustResync: Bool) {
        let result = try subscriber.result("admin/subscribe", params)
        return (
            try #require(result["subscriptionId"]?.int), try #require(result["sequence"]?.int),
            result["resync"] == .bool(true)
        )
    }

    private func mark(_ connection: Connection, _ student: Int, _ day: String) throws -> JSON {
        try connection.result(
            "attendance/set",
            #"{"groupId":1,"studentId":\#(student),"lessonDate":"\#(day)","status":"late"}"#
        )
    }

    @Test("A subscription begins at a position; each change behind it is told, with what names it")
    func changes() throws {
        let daemon = try TestDaemon()
        let subscriber = try daemon.subscriber()
        try subscriber.initialize("store/changed")
        let areas = #"["attendanceSheet","course","cohortMember"]"#
        let begin = try subscribe(subscriber, "{\"areas\":\(areas)}")
        #expect(begin.sequence == Int64(daemon.house.store.counters.sequence))
        #expect(!begin.mustResync)
        let writer = try daemon.connect()
        _ = try mark(writer, 2, "2026-10-14")
        var told = try subscriber.notification("store/changed")
        #expect(told["subscriptionId"]?.int == begin.id)
        #expect(try #require(told["sequence"]?.int) > begin.sequence)
        #expect(told["entity"]?.string == "attendanceSheet")
        #expect(told["keys"]?.line == #"[{"groupId":1,"lessonDate":"2026-10-14"}]"#)
        _ = try writer.result(
            "user/create",
            #"{"fullName":"Lalə","email":"l@m.az","role":"student"}"#
        )
        let course = try writer.result("course/create", #"{"name":"Kimya"}"#)
        told = try subscriber.notification("store/changed")
        #expect(told["entity"]?.string == "course")
        #expect(told["op"]?.string == "create")
        #expect(told["ids"]?.elements?.map(\.int) == [course["id"]?.int])
        _ = try writer.result("cohort/unenroll", #"{"cohortId":1,"studentId":2}"#)
        told = try subscriber.notification("store/changed")
        #expect(told["keys"]?.line == #"[{"cohortId":1,"studentId":2}]"#)
        try daemon.stop()
    }

    @Test("No gap and no duplicate, whatever is written while somebody subscribes")
    func races() throws {
        let daemon = try TestDaemon()
        let (writerCount, writes, path) = (4, 25, daemon.path)
        let start = daemon.house.store.counters.sequence
        let threads = (0..<writerCount).map { number in
            WorkerThread {
                guard let writer = try? Connection(socket: path, timeoutSeconds: 60) else {
                    return
                }
                for turn in 0..<writes {
                    let status = turn % 2 == 0 ? "late" : "absent"
                    let params =
                        #"{"groupId":1,"studentId":\#(number + 2),"lessonDate":"2026-10-14","#
                        + #""status":"\#(status)"}"#
                    _ = try? writer.result("attendance/set", params)
                }
            }
        }
        let subscribers = try (0..<6).map { number in
            let subscriber = try daemon.subscriber()
            try subscriber.initialize("store/changed")
            // Half of them begin somewhere behind the others.
            let since = number % 2 == 0 ? "" : ",\"since\":\(start)"
            let begin = try subscribe(subscriber, "{\"areas\":[\"attendanceSheet\"]\(since)}")
            return (subscriber, begin.sequence)
        }
        for thread in threads { thread.join() }
        let log = try changes(in: daemon)
        #expect(log.count >= writerCount * writes)
        for (subscriber, begin) in subscribers {
            let expected = log.filter { $0 > begin }
            let told = try expected.map { _ in
                try #require(try subscriber.notification("store/changed")["sequence"]?.int)
            }
            #expect(told == expected)
            #expect(try subscriber.unasked().isEmpty)
        }
        try daemon.stop()
    }

    /// The sequences of the changes that have written a register.
    private func changes(in daemon: TestDaemon) throws -> [Int64] {
        try daemon.house.store.read { view throws(StoreError) in
            var found: [Int64] = []
            try view.forEachChange(after: 0) { change throws(StoreError) -> Bool in
                if change.rows.contains(where: { $0.table == Table.attendanceSheet.number }) {
                    found.append(Int64(change.sequence))
                }
                return true
            }
            return found
        }
    }

    @Test("Whoever was away goes on where they were, also after the daemon was")
    func resuming() throws {
        let folder = TemporaryFolder()
        var last: Int64 = 0
        do {
            let daemon = try TestDaemon(in: folder)
            let subscriber = try daemon.subscriber()
            try subscriber.initialize("store/changed")
            _ = try subscribe(subscriber, #"{"areas":["attendanceSheet"]}"#)
            let writer = try daemon.connect()
            _ = try mark(writer, 2, "2026-10-14")
            last = try #require(subscriber.notification("store/changed")["sequence"]?.int)
            _ = try mark(writer, 3, "2026-10-13")
            try daemon.stop()
        }
        let daemon = try TestDaemon(in: folder)
        let subscriber = try daemon.subscriber()
        try subscriber.initialize("store/changed")
        let begin = try subscribe(subscriber, #"{"areas":["attendanceSheet"],"since":\#(last)}"#)
        #expect(begin.sequence == last && !begin.mustResync)
        let missed = try subscriber.notification("store/changed")
        #expect(missed["keys"]?.line == #"[{"groupId":1,"lessonDate":"2026-10-13"}]"#)
        #expect(try subscriber.unasked().isEmpty)
        try daemon.stop()
    }

    @Test("Before the horizon, and behind all that ever was, everything is to be read again")
    func horizon() throws {
        let daemon = try TestDaemon(changesKept: 20)
        let crowd = try daemon.subscriber()
        let ids = (0..<60).map { number in
            crowd.send(
                "attendance/set",
                #"{"groupId":1,"studentId":2,"lessonDate":"2026-10-14","status":"late","note":"\#(number)"}"#
            )
        }
        for id in ids { _ = try crowd.reply(to: id) }
        while daemon.house.store.changeHorizon < 20 { WorkerThread.yield() }
        let subscriber = try daemon.subscriber()
        try subscriber.initialize("store/changed")
        let now = Int64(daemon.house.store.counters.sequence)
        for since in [0, now + 1_000] {
            let begin = try subscribe(
                subscriber,
                #"{"areas":["attendanceSheet"],"since":\#(since)}"#
            )
            #expect(begin.mustResync)
            #expect(begin.sequence == now)
        }
        #expect(try subscriber.unasked().isEmpty)
        try daemon.stop()
    }

    @Test("Whoever does not read costs no memory, and is told to read everything again")
    func deaf() throws {
        let daemon = try TestDaemon()
        let subscriber = try daemon.subscriber()
        try subscriber.initialize("store/changed")
        let count = 60
        for _ in 0..<count { _ = try subscribe(subscriber, #"{"areas":["attendanceSheet"]}"#) }
        let crowd = try daemon.subscriber()
        let ids = (0..<200).map { number in
            crowd.send(
                "attendance/set",
                #"{"groupId":1,"studentId":2,"lessonDate":"2026-10-14","status":"late","note":"\#(number)"}"#
            )
        }
        for id in ids {
            #expect(try crowd.reply(to: id)["result"] != nil)
            #expect(daemon.unsentBytes < 512 << 10)
        }
        // Until no more is kept for whoever does not read.
        var kept = (before: -1, now: 0)
        while kept.now == 0 || kept.now != kept.before {
            usleep(100_000)
            kept = (kept.now, daemon.unsentBytes)
        }
        let writer = try daemon.connect()
        var resynced: [Int64: Int64] = [:]
        var last: [Int64: Int64] = [:]
        // Some may have kept up: how far the herald was when reading began is a matter of luck.
        let end = Int64(daemon.house.store.counters.sequence)
        var settled: Set<Int64> = []
        while settled.count < count {
            let told = try subscriber.notification("store/changed")
            let id = try #require(told["subscriptionId"]?.int)
            let sequence = try #require(told["sequence"]?.int)
            #expect(sequence > last[id] ?? 0, "in order, and none twice")
            last[id] = sequence
            if told["op"]?.string == "resync" { resynced[id] = sequence }
            if sequence >= end || resynced[id] != nil { settled.insert(id) }
        }
        #expect(!resynced.isEmpty)
        _ = try subscriber.unasked()
        _ = try mark(writer, 3, "2026-10-13")
        var heard: Set<Int64> = []
        while heard.count < count {
            let told = try subscriber.notification("store/changed")
            let id = try #require(told["subscriptionId"]?.int)
            if told["keys"]?.line.contains("2026-10-13") == true { heard.insert(id) }
        }
        try daemon.stop()
    }

    @Test("Whoever has not asked is never told anything, and learns how to ask")
    func naive() throws {
        let daemon = try TestDaemon()
        let naive = try daemon.subscriber()
        let refusal = try naive.call("admin/subscribe", #"{"areas":["course"]}"#)
        #expect(refusal["error"]?["data"]?["reason"]?.string == "notificationNotAskedFor")
        #expect(refusal["error"]?["data"]?["hint"]?.string?.contains("initialize") == true)
        try naive.initialize("window/logMessage", "$/logTrace", "$/progress")
        #expect(try naive.call("admin/subscribe", #"{"areas":["course"]}"#)["error"] != nil)
        try naive.initialize()
        naive.notify("$/setTrace", #"{"value":"verbose"}"#)
        let other = try daemon.subscriber()
        try other.initialize("store/changed")
        _ = try subscribe(other, #"{"areas":["course"]}"#)
        _ = try naive.result("course/create", #"{"name":"Kimya"}"#)
        let validated = try naive.call(
            "admin/validate",
            #"{"workDoneToken":"w","partialResultToken":"p"}"#
        )
        #expect(validated["result"]?["count"]?.int == 0)
        #expect(try other.notification("store/changed")["entity"]?.string == "course")
        #expect(try naive.unasked().isEmpty)
        try daemon.stop()
    }

    @Test("Who has gone leaves no subscription behind")
    func leaving() throws {
        let daemon = try TestDaemon()
        do {
            let subscriber = try daemon.subscriber()
            try subscriber.initialize("store/changed")
            for _ in 0..<3 { _ = try subscribe(subscriber, #"{"areas":["course"]}"#) }
            #expect(daemon.house.subscriptionCount == 3)
        }
        while daemon.house.subscriptionCount > 0 { WorkerThread.yield() }
        _ = try daemon.connect().result("course/create", #"{"name":"Kimya"}"#)
        try daemon.stop()
    }

    @Test("Over HTTP there are no notifications, and so no subscription")
    func overHTTP() throws {
        let daemon = try TestDaemon()
        let client = try daemon.subscriber()
        try client.initialize("store/changed")
        let body =
            #"{"jsonrpc":"2.0","id":9,"method":"admin/subscribe","params":{"areas":["course"]}}"#
        client.send(
            raw: "POST / HTTP/1.1\r\nHost: lms\r\nContent-Length: \(body.utf8.count)\r\n"
                + "Connection: close\r\n\r\n\(body)"
        )
        let text = client.rest()
        #expect(text.contains(#""reason":"framing""#))
    }

    @Test("After the answer to admin/unsubscribe nothing comes, and another's cannot be ended")
    func unsubscribing() throws {
        let daemon = try TestDaemon()
        let (first, second) = (try daemon.subscriber(), try daemon.subscriber())
        for subscriber in [first, second] { try subscriber.initialize("store/changed") }
        let begin = try subscribe(first, #"{"areas":["course"]}"#)
        let other = try subscribe(second, #"{"areas":["course"]}"#)
        let refusal = try first.call("admin/unsubscribe", #"{"subscriptionId":\#(other.id)}"#)
        #expect(refusal["error"]?["data"]?["kind"]?.string == "notFound")
        #expect(try first.result("admin/unsubscribe", #"{"subscriptionId":\#(begin.id)}"#) == .null)
        _ = try first.result("course/create", #"{"name":"Kimya"}"#)
        #expect(try second.notification("store/changed")["entity"]?.string == "course")
        #expect(try first.unasked().isEmpty)
        // Whoever asks for other notifications does not want these any more.
        try second.initialize("$/progress")
        _ = try first.result("course/create", #"{"name":"Fizika"}"#)
        #expect(try second.unasked().isEmpty)
        try daemon.stop()
    }
}
