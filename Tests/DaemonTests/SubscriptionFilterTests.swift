import Client
import Daemon
import Records
import SchoolModel
import Storage
import Testing

@Suite("Which changes a subscriber is told of")
struct SubscriptionFilterTests {
    @Test("A group, a cohort or a student: only what may concern them")
    func owners() throws {
        let daemon = try TestDaemon()
        let writer = try daemon.connect()
        let group = try writer.result("group/create", #"{"name":"B","courseId":1}"#)
        let other = try #require(group["id"]?.int)
        _ = try writer.result("group/addStudents", #"{"groupId":\#(other),"studentIds":[3]}"#)
        let subscriber = try daemon.subscriber()
        try subscriber.initialize("store/changed")
        let areas = #"["attendanceSheet","enrollment","cohortMember","group","activityLog"]"#
        var ids: [Int64] = []
        for filter in [#""groupId":\#(other)"#, #""studentId":3"#, #""cohortId":1"#] {
            let begin = try subscriber.result("admin/subscribe", "{\"areas\":\(areas),\(filter)}")
            ids.append(try #require(begin["subscriptionId"]?.int))
        }
        _ = try writer.result(
            "attendance/set",
            #"{"groupId":\#(other),"studentId":3,"date":"2026-10-14","status":"late"}"#
        )
        #expect(
            try told(2, to: subscriber) == [
                ids[0]: ["attendanceSheet"], ids[1]: ["attendanceSheet"],
            ]
        )
        _ = try writer.result("cohort/unenroll", #"{"cohortId":1,"studentId":4}"#)
        let after = try subscriber.unasked().compactMap { $0["params"] }
        #expect(Set(after.map { $0["subscriptionId"]?.int }) == [ids[2]])
        #expect(after.contains { $0["entity"]?.string == "cohortMember" })
        try daemon.stop()
    }

    private func told(_ count: Int, to subscriber: Subscriber) throws -> [Int64: [String]] {
        var told: [Int64: [String]] = [:]
        for _ in 0..<count {
            let params = try subscriber.notification("store/changed")
            let id = try #require(params["subscriptionId"]?.int)
            told[id, default: []].append(params["entity"]?.string ?? "")
        }
        return told
    }

    @Test("More rows than a change lists are told as a reason to read everything again")
    func bulk() throws {
        let daemon = try TestDaemon()
        let subscriber = try daemon.subscriber()
        try subscriber.initialize("store/changed")
        _ = try subscriber.result("admin/subscribe", #"{"areas":["organization"]}"#)
        try daemon.house.store.write { scope throws(StoreError) in
            for number in 0...200 {
                var row = Organization(name: "\(number)", slug: "s\(number)")
                try scope.insert(&row)
            }
        }
        let told = try subscriber.notification("store/changed")
        #expect(told["op"]?.string == "resync")
        #expect(told["sequence"]?.int == Int64(daemon.house.store.counters.sequence))
        try daemon.stop()
    }

    @Test("A row that a commit writes twice is told of once; one that it takes back, not at all")
    func twice() throws {
        let daemon = try TestDaemon()
        let subscriber = try daemon.subscriber()
        try subscriber.initialize("store/changed")
        _ = try subscriber.result("admin/subscribe", #"{"areas":["organization"]}"#)
        let id = try daemon.house.store.write { scope throws(StoreError) in
            var kept = Organization(name: "kept", slug: "kept")
            try scope.insert(&kept)
            let old = kept
            kept.name = "renamed"
            try scope.update(old, to: &kept)
            var gone = Organization(name: "gone", slug: "gone")
            try scope.insert(&gone)
            try scope.delete(gone)
            return kept.id
        }
        let told = try subscriber.notification("store/changed")
        #expect(told["op"]?.string == "create")
        #expect(told["ids"]?.elements?.map(\.int) == [Int64(id.rawValue)])
        #expect(try subscriber.unasked().isEmpty)
        try daemon.stop()
    }

    @Test("What is asked for must exist")
    func mistakes() throws {
        let daemon = try TestDaemon()
        let subscriber = try daemon.subscriber()
        try subscriber.initialize("store/changed")
        for (params, kind) in [
            ("{}", "invalidParams"), (#"{"areas":[]}"#, "invalidParams"),
            (#"{"areas":["attendance"]}"#, "invalidParams"),
            (#"{"areas":["group"],"since":-1}"#, "invalidParams"),
            (#"{"areas":["group"],"groupId":99}"#, "notFound"),
        ] {
            let error = try subscriber.call("admin/subscribe", params)["error"]
            #expect(error?["data"]?["kind"]?.string == kind, "\(params)")
        }
        for _ in 0..<64 {
            #expect(
                try subscriber.call("admin/subscribe", #"{"areas":["group"]}"#)["result"] != nil
            )
        }
        let error = try subscriber.call("admin/subscribe", #"{"areas":["group"]}"#)["error"]
        #expect(error?["data"]?["kind"]?.string == "tooLarge")
        try daemon.stop()
    }

    @Test("Every row that a school has is named by its key alone")
    func names() throws {
        let daemon = try TestDaemon()
        var kinds: Set<EntityKind> = []
        try daemon.house.store.read { view throws(StoreError) in
            try view.forEachChange(after: 0) { change throws(StoreError) -> Bool in
                for row in change.rows {
                    guard let kind = EntityKind(rawValue: row.table),
                        let name = try? RowName(kind, key: row.key.rawSpan)
                    else {
                        Issue.record("\(row) has no name")
                        continue
                    }
                    kinds.insert(kind)
                    #expect(name.members.allSatisfy { $0.value != .id(0) }, "\(name)")
                }
                return true
            }
        }
        #expect(kinds.count > 3)
    }
}
