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
            #"{"groupId":\#(other),"studentId":3,"lessonDate":"2026-10-14","status":"late"}"#
        )
        #expect(
            try told(2, to: subscriber) == [
                ids[0]: ["attendanceSheet"], ids[1]: ["attendanceSheet"],
            ]
        )
        _ = try writer.result("cohort/unenroll", #"{"cohortId":1,"studentId":4}"#)
        // The member, the enrollment's cohort and the activity row, to one subscription alone.
        let after = try told(2, to: subscriber)
        #expect(Array(after.keys) == [ids[2]])
        #expect(after[ids[2]]?.contains("cohortMember") == true)
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

    @Test("Every row of the school is named by its key alone, by fields that the row has too")
    func names() throws {
        let daemon = try TestDaemon()
        var checker = NameChecker()
        try daemon.house.store.read { view throws(StoreError) in
            for tag in UInt8.min..<UInt8.max {
                let (lower, upper) = ([tag], [tag + 1])
                try view.forEachEntry(from: lower.rawSpan, below: upper.rawSpan) {
                    (key, content) throws(StoreError) -> Bool in
                    checker.key = [UInt8](copying: key)
                    checker.content = [UInt8](copying: content)
                    SchoolSchema.visitEntities(&checker)
                    return true
                }
            }
        }
        #expect(checker.counts[.attendanceSheet] ?? 0 > 3)
        #expect(checker.counts.count >= 14, "\(checker.counts)")
    }
}

/// Compares the name in the key of each row with its fields.
private struct NameChecker: EntityVisitor {
    var key: [UInt8] = []
    var content: [UInt8] = []
    var counts: [EntityKind: Int] = [:]

    mutating func visit<E: Entity>(_ entity: E.Type) throws(Never) {
        guard E.place.tag.owner != .sequence, let kind = EntityKind(rawValue: E.table.number),
            key.first == E.place.tag.rawValue,
            let row = try? E(key: key.rawSpan, content: content.rawSpan)
        else { return }
        var own = KeyBuffer()
        E.writeKey(of: row, to: &own)
        // Of the entries of an owner, this is the row itself.
        guard own.array == key else { return }
        counts[kind, default: 0] += 1
        guard let name = try? RowName(kind, key: key.rawSpan) else {
            Issue.record("\(kind) \(key) has no name")
            return
        }
        if let id = name.id {
            #expect(id == row.id.rawValue)
        } else if let row = row as? any Record {
            let fields = row.json
            for member in name.members {
                let value = fields?[member.name]
                switch member.value {
                case .id(let id): #expect(value?.int == Int64(id), "\(kind) \(member)")
                case .text(let text): #expect(value?.string == text, "\(kind) \(member)")
                case .day: Issue.record("\(kind) \(member)")
                }
            }
        } else if let sheet = row as? AttendanceSheet {
            #expect(name.number("groupId") == sheet.groupID.rawValue)
            #expect(name.members.last?.value == .day(sheet.lessonDate))
        }
    }
}

extension Record {
    fileprivate var json: JSON? {
        var output = OutputBuffer(capacity: 512)
        writeJSON(to: &output)
        return JSON([UInt8](copying: output.bytes))
    }
}
