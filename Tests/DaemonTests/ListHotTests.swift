import Client
import Daemon
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

/// The lists that are written straight from the stored bytes, beside the same lists page by page.
@Suite("Hot lists")
struct ListHotTests {
    private static let days = #""from":"2026-09-01","to":"2026-10-15""#

    // S2-42
    @Test("Page by page a hot list is what it is in one piece, and the same with every field named")
    func pieces() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        try mark(connection)
        let lists: [(String, [String])] = [
            ("cohort/roster", ["\"cohortId\":1"]),
            ("enrollment/listByStudent", ["\"studentId\":3"]),
            ("attendance/range", ["\"groupId\":1", Self.days]),
            ("attendance/range", ["\"studentId\":3", Self.days]),
            ("schedule/status", ["\"cohortId\":1"]),
            ("schedule/unlocked", ["\"cohortId\":1"]),
            ("schedule/unlocked", ["\"studentId\":3"]),
        ]
        for (method, params) in lists {
            let text = params.joined(separator: ",")
            let whole = try connection.result(method, "{\(text)}")
            let rows = try #require(whole["items"]?.elements)
            #expect(!rows.isEmpty && whole["nextCursor"] == nil, "\(method)")
            for limit in [1, 2, 5, 500] {
                #expect(
                    try connection.pages(method, params, limit: limit) == rows,
                    "\(method) \(limit)"
                )
            }
            guard case .object(let members)? = rows.first else { continue }
            let names = members.map { "\"\($0.name)\"" }.joined(separator: ",")
            let named = try connection.result(method, "{\(text),\"fields\":[\(names)]}")
            #expect(named["items"]?.elements == rows, "\(method)")
            let counted = try connection.result(
                method,
                "{\(text),\"limit\":1,\"page\":2,\"withCount\":true}"
            )
            #expect(counted["count"]?.int == Int64(rows.count), "\(method)")
            #expect(counted["items"]?.elements == Array(rows.dropFirst().prefix(1)), "\(method)")
        }
        try daemon.stop()
    }

    // S2-43
    @Test("A roster by anything, either way, page by page")
    func rosters() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        for student in [4, 6, 9] {
            _ = try connection.result(
                "cohort/setMemberStatus",
                #"{"cohortId":1,"studentId":\#(student),"status":"paused"}"#
            )
        }
        for sort in ["name", "progress", "lastActivity", "status", "enrolled"] {
            for dir in ["asc", "desc"] {
                let params = ["\"cohortId\":1", "\"sort\":\"\(sort)\"", "\"dir\":\"\(dir)\""]
                let whole = try connection.pages("cohort/roster", params, limit: 500)
                #expect(whole.count == 12)
                #expect(try connection.pages("cohort/roster", params, limit: 5) == whole)
                let paused = try connection.pages(
                    "cohort/roster",
                    params + ["\"status\":\"paused\""],
                    limit: 2
                )
                #expect(paused == whole.filter { $0["status"]?.string == "paused" })
                if sort == "progress" {
                    let weights = whole.compactMap { $0["completedLessons"]?.int }
                    let sorted = weights.sorted()
                    #expect(weights == (dir == "asc" ? sorted : sorted.reversed()))
                }
            }
        }
        try daemon.stop()
    }

    @Test("Names that begin alike for longer than a key holds keep their order over pages")
    func longNames() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        let head = String(repeating: "Əbdürrəhman ", count: 3)
        let tails = ["Z", "a", "Ç", "C", "ə", "e", "b", "Zz"]
        for (number, tail) in tails.enumerated() {
            let made = try connection.result(
                "student/create",
                "{\"name\":\"\(head)\(tail)\",\"email\":\"l\(number)@x.az\"}"
            )
            let id = try #require(made["id"]?.int)
            _ = try connection.result("cohort/enroll", "{\"cohortId\":1,\"studentId\":\(id)}")
        }
        let whole = try connection.pages("cohort/roster", ["\"cohortId\":1"], limit: 500)
        let names = whole.compactMap { $0["name"]?.string }.filter { $0.hasPrefix(head) }
        #expect(
            names.map { $0.dropFirst(head.count) } == ["a", "b", "C", "Ç", "e", "ə", "Z", "Zz"]
        )
        for limit in 1...7 {
            let pages = try connection.pages("cohort/roster", ["\"cohortId\":1"], limit: limit)
            #expect(pages == whole, "\(limit)")
        }
        let back = try connection.pages(
            "cohort/roster",
            ["\"cohortId\":1", "\"dir\":\"desc\""],
            limit: 3
        )
        #expect(back == whole.reversed())
        try daemon.stop()
    }

    /// A second group, in which some students are marked on the same days.
    private func mark(_ connection: Connection) throws {
        _ = try connection.result("group/create", #"{"name":"Qrup 2"}"#)
        _ = try connection.result(
            "group/addStudents",
            #"{"groupId":2,"studentIds":[3,4,5],"enrolledAt":"2026-09-01T00:00:00Z"}"#
        )
        for day in ["2026-10-05", "2026-10-07", "2026-10-09"] {
            _ = try connection.result(
                "attendance/bulkSet",
                #"{"groupId":2,"items":[{"studentId":3,"date":"\#(day)","status":"late"},"#
                    + #"{"studentId":5,"date":"\#(day)","status":"excused","note":"\"x\""}]}"#
            )
        }
    }

    // T15
    @Test("Marks of everybody, of one, of one in one group, by date or by student")
    func marks() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        try mark(connection)
        let all = try connection.pages("attendance/range", [Self.days], limit: 7)
        let groups =
            try connection.pages("attendance/range", ["\"groupId\":1", Self.days], limit: 500)
            + connection.pages("attendance/range", ["\"groupId\":2", Self.days], limit: 500)
        #expect(all.count == groups.count && all.count == 90)
        #expect(all == groups.sorted(by: precedes("lessonDate", "groupId", "studentId")))
        let byStudent = try connection.pages(
            "attendance/range",
            [Self.days, "\"order\":\"student\""],
            limit: 7
        )
        #expect(byStudent == all.sorted(by: precedes("studentId", "lessonDate", "groupId")))
        for status in ["late", "excused"] {
            let some = try connection.pages(
                "attendance/range",
                [Self.days, "\"status\":[\"\(status)\"]", "\"studentId\":5"],
                limit: 2
            )
            #expect(
                some == all.filter { $0["status"]?.string == status && $0["studentId"]?.int == 5 }
            )
        }
        let one = try connection.pages(
            "attendance/range",
            [Self.days, "\"studentId\":3", "\"groupId\":2"],
            limit: 2
        )
        #expect(one == all.filter { $0["groupId"]?.int == 2 && $0["studentId"]?.int == 3 })
        #expect(one.count == 3)
        try daemon.stop()
    }

    private func precedes(_ names: String...) -> (JSON, JSON) -> Bool {
        { left, right in
            for name in names {
                if let first = left[name]?.int, let second = right[name]?.int, first != second {
                    return first < second
                }
                if let first = left[name]?.string, let second = right[name]?.string, first != second
                {
                    return first < second
                }
            }
            return false
        }
    }
}
