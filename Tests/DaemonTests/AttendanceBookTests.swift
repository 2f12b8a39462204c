import Client
import Daemon
import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@Suite("Registers as books")
struct AttendanceBookTests {
    /// A group that meets on Mondays and Wednesdays.
    private func group(_ connection: Connection) throws {
        _ = try connection.result(
            "group/create",
            #"{"name":"Qrup 2","organizationId":1,"daysOfWeek":[1,3]}"#
        )
        _ = try connection.result(
            "group/addStudents",
            #"{"groupId":2,"studentIds":[2,3,4],"enrolledAt":"2024-02-01T08:00:00.000Z"}"#
        )
    }

    private func mark(
        _ connection: Connection,
        _ student: Int,
        _ day: String,
        _ status: String
    ) throws {
        _ = try connection.result(
            "attendance/bulkSet",
            """
            {"groupId":2,"items":[{"studentId":\(student),"date":"\(day)","status":"\(status)"}]}
            """
        )
    }

    private func sums(_ connection: Connection) throws -> JSON {
        try connection.result("admin/checksum")
    }

    @Test("INV-36: what is set twice is there once, and unchanged; clearing it leaves nothing")
    func twice() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        try group(connection)
        let empty = try daemon.everything(AttendanceSheet.self).count
        let params =
            #"{"groupId":2,"items":[{"studentId":2,"date":"2026-10-12","status":"late"}]}"#
        let first = try connection.result("attendance/bulkSet", params)
        #expect(first["created"]?.int == 1)
        #expect(first["versions"]?["2026-10-12"]?.int == 1)
        let sum = try sums(connection)
        let second = try connection.result("attendance/bulkSet", params)
        #expect(second["unchanged"]?.int == 1 && second["versions"]?["2026-10-12"]?.int == 1)
        #expect(try sums(connection) == sum)
        let items = #""items":[{"studentId":2,"lessonDate":"2026-10-12"}]"#
        let dry = try connection.result(
            "attendance/clear",
            "{\"groupId\":2,\(items),\"dryRun\":true}"
        )
        #expect(dry["deleted"]?.int == 1)
        #expect(try sums(connection) == sum)
        for count in [1, 0] {
            let cleared = try connection.result("attendance/clear", "{\"groupId\":2,\(items)}")
            #expect(cleared["deleted"]?.int == Int64(count))
        }
        let range = #"{"groupId":2,"month":"2026-10"}"#
        #expect(
            try connection.result("attendance/range", range)["items"]?.elements?.isEmpty == true
        )
        #expect(try daemon.everything(AttendanceSheet.self).count == empty)
        try daemon.stop()
    }

    @Test("INV-37, S4-43: both ends of a range are in it, leap days and year ends too")
    func ends() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        try group(connection)
        for day in ["2024-02-28", "2024-02-29", "2024-03-01", "2025-12-31", "2026-01-01"] {
            try mark(connection, 2, day, "present")
        }
        func dates(_ range: String) throws -> [String] {
            let grid = try connection.result("attendance/grid", "{\"groupId\":2,\(range)}")
            let cells = grid["cells"]?.elements?.first?.elements ?? []
            let dates = grid["dates"]?.elements ?? []
            #expect(cells.count == dates.count)
            return zip(dates, cells).compactMap { $1 == .null ? nil : $0.string }
        }
        #expect(try dates(#""month":"2024-02""#) == ["2024-02-28", "2024-02-29"])
        #expect(
            try dates(#""from":"2024-02-29","to":"2024-03-01""#) == ["2024-02-29", "2024-03-01"]
        )
        #expect(try dates(#""from":"2025-12-31","to":"2025-12-31""#) == ["2025-12-31"])
        #expect(
            try dates(#""from":"2025-12-31","to":"2026-01-01""#) == ["2025-12-31", "2026-01-01"]
        )
        for wrong in [
            #""from":"2026-10-02","to":"2026-10-01""#, #""from":"2026-10-02""#,
            #""month":"2026-10","to":"2026-10-01""#, #""from":"2020-01-01","to":"2026-01-01""#,
        ] {
            let error = try connection.error("attendance/grid", "{\"groupId\":2,\(wrong)}")
            #expect(error["data"]?["kind"]?.string == "invalidParams")
        }
        try daemon.stop()
    }

    @Test("INV-38: no marks of tomorrow, of strangers, or off the plan where that is asked for")
    func refusals() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        try group(connection)
        func error(_ student: Int, _ day: String, _ more: String = "") throws -> String? {
            let item = "{\"studentId\":\(student),\"date\":\"\(day)\",\"status\":\"present\"}"
            let params = "{\"groupId\":2,\"items\":[\(item)]\(more)}"
            return try connection.error("attendance/bulkSet", params)["data"]?["kind"]?.string
        }
        #expect(try error(2, "2026-10-16") == "futureDate")
        #expect(try error(9, "2026-10-12") == "referenceMissing")
        #expect(try error(2, "2026-10-13", ",\"strict\":true") == "checkFailed")
        let loose = try connection.result(
            "attendance/bulkSet",
            #"{"groupId":2,"items":[{"studentId":2,"date":"2026-10-13","status":"present"}]}"#
        )
        #expect(loose["warnings"]?.elements?.map(\.string) == ["off_schedule"])
        _ = try connection.result("group/removeStudent", #"{"groupId":2,"studentId":2}"#)
        try mark(connection, 2, "2026-10-14", "absent")
        try daemon.stop()
    }

    @Test(
        "INV-39, S4-43, H20: grids, months and summaries count the marks that there are",
        arguments: SplitMix64.seeds
    )
    func counts(seed: UInt64) throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        try group(connection)
        var random = SplitMix64(seed: seed)
        let statuses = ["present", "late", "absent", "excused"]
        for _ in 0..<40 {
            let day = Int.random(in: 1...15, using: &random)
            let date = "2026-10-\(day < 10 ? "0" : "")\(day)"
            let status = statuses.randomElement(using: &random) ?? "late"
            try mark(connection, Int.random(in: 2...4, using: &random), date, status)
        }
        let range = try connection.result("attendance/range", #"{"groupId":2,"month":"2026-10"}"#)
        let marks = try #require(range["items"]?.elements)
        let grid = try connection.result("attendance/grid", #"{"groupId":2,"month":"2026-10"}"#)
        let dates = grid["dates"]?.elements?.compactMap(\.string) ?? []
        #expect(dates == dates.sorted() && Set(dates).count == dates.count)
        let plan = try connection.result(
            "attendance/lessonDates",
            #"{"groupId":2,"month":"2026-10"}"#
        )
        let planned = plan["dates"]?.elements?.compactMap(\.string) ?? []
        #expect(
            planned == ["05", "07", "12", "14", "19", "21", "26", "28"].map { "2026-10-\($0)" }
        )
        #expect(Set(dates) == Set(planned).union(marks.compactMap { $0["lessonDate"]?.string }))
        let month = try connection.result("attendance/monthly", #"{"groupId":2,"month":"2026-10"}"#)
        let students = try #require(grid["students"]?.elements)
        #expect(students.ids == month["students"]?.elements?.compactMap { $0["studentId"]?.int })
        for (row, student) in students.enumerated() {
            let own = marks.filter { $0["studentId"] == student["id"] }
            let cells = grid["cells"]?.elements?[row].elements ?? []
            for (date, cell) in zip(dates, cells) {
                let mark = own.first { $0["lessonDate"]?.string == date }
                #expect(cell == mark?["status"] ?? .null, "\(seed)")
            }
            let total = grid["totals"]?["perStudent"]?.elements?[row]
            let line = month["students"]?.elements?[row]
            for status in statuses {
                let count = own.count { $0["status"]?.string == status }
                #expect(total?[status]?.int == Int64(count) && line?[status]?.int == Int64(count))
            }
            let present = own.count { $0["status"]?.string == "present" }
            let tenths = own.isEmpty ? 0 : (2_000 * present + own.count) / (2 * own.count)
            #expect(line?["percent"]?.string == "\(tenths / 10).\(tenths % 10)", "\(seed)")
            #expect(line?["total"]?.int == Int64(own.count))
            let held = dates.filter { $0 <= TestDaemon.today }.count
            #expect(line?["missed"]?.int == Int64(held - own.count), "\(seed)")
        }
        try daemon.stop()
    }

    @Test("S4-52: a student's lessons in a row, over all groups, by date")
    func streaks() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        try group(connection)
        let days = [("05", "present"), ("07", "late"), ("12", "excused"), ("14", "present")]
        for (day, status) in days { try mark(connection, 2, "2024-10-\(day)", status) }
        let told = try connection.result(
            "attendance/studentSummary",
            #"{"studentId":2,"month":"2024-10"}"#
        )
        #expect(told["longestStreak"]?.int == 2 && told["currentStreak"]?.int == 1)
        #expect(told["total"]?.int == 4 && told["percent"]?.string == "50.0")
        let none = try connection.result(
            "attendance/studentSummary",
            #"{"studentId":2,"month":"2023-10"}"#
        )
        #expect(none["percent"]?.string == "0.0" && none["longestStreak"]?.int == 0)
        try daemon.stop()
    }

    @Test("R: a day shows who was in the group then, marked or not, and who has left but is marked")
    func day() throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        try group(connection)
        try mark(connection, 2, "2026-10-14", "absent")
        for student in [2, 3] {
            _ = try connection.result(
                "group/removeStudent",
                "{\"groupId\":2,\"studentId\":\(student)}"
            )
        }
        func shown(_ day: String) throws -> [Int64: String?] {
            let told = try connection.result(
                "attendance/day",
                "{\"groupId\":2,\"date\":\"\(day)\"}"
            )
            let lesson = try #require(told["groups"]?.elements?.first)
            #expect(lesson["version"]?.int == (day == "2026-10-14" ? 1 : 0))
            var shown: [Int64: String?] = [:]
            for row in lesson["students"]?.elements ?? [] {
                shown.updateValue(row["status"]?.string, forKey: row["studentId"]?.int ?? 0)
            }
            return shown
        }
        #expect(try shown("2026-10-14") == [2: "absent", 3: nil, 4: nil])
        #expect(try shown("2026-10-15") == [4: nil])
        _ = try connection.result("admin/clock", #"{"today":"2026-10-19"}"#)
        try mark(connection, 2, "2026-10-19", "late")
        let school = try connection.result(
            "attendance/day",
            #"{"organizationId":1,"date":"2026-10-19"}"#
        )
        // The group without days meets only where there are marks.
        let groups = school["groups"]?.elements?.compactMap { $0["groupId"]?.int }
        #expect(groups == [2])
        try daemon.stop()
    }
}
