import Client
import Foundation
import TestSupport
import Testing

@Suite("What lmsq prints", .serialized)
struct FormatTests {
    @Test("A pipe gets one row a line, as the daemon wrote it")
    func ndjson() throws {
        let shell = try Shell()
        let outcome = try shell.lmsq("roster", "payız axını")
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.lines.count == 12)
        let reply = try shell.lmsq("call", "cohort/roster", "cohortId=1", "-o", "json")
        let rows = try #require(JSON([UInt8](reply.output.utf8))?["items"]?.elements)
        #expect(outcome.lines.map { JSON([UInt8]($0.utf8)) } == rows)
        let array = try shell.lmsq("roster", "1", "-o", "json")
        #expect(JSON([UInt8](array.output.utf8)) == .array(rows))
    }

    @Test("A table has a heading, one line a row, and a dash for null")
    func table() throws {
        let shell = try Shell()
        let outcome = try shell.lmsq("-o", "table", "schedule", "1")
        try #require(outcome.lines.count == 7)
        #expect(outcome.lines[0].hasPrefix("moduleId  title        orderIndex  unlockDate"))
        #expect(outcome.lines[1].hasPrefix("       1  Çoxluqlar             0  20"))
        #expect(outcome.lines[1].hasSuffix("unlocked              –"))
    }

    @Test("A terminal gets a table, cut to its width")
    func terminal() throws {
        let shell = try Shell()
        _ = try shell.lmsq("ping")
        let line = #"script -qec 'stty cols 50; "$LMSQ" roster 1' /dev/null </dev/null"#
        let lines = try shell.bash(line).output.split(whereSeparator: \.isNewline)
        try #require(lines.count == 13)
        #expect(lines[0].hasPrefix("stude…  name"))
        #expect(lines.allSatisfy { $0.count <= 50 })
        #expect(lines.contains { $0.contains("…") })
    }

    @Test("CSV and TSV have all fields, a heading also without rows, and no formulas")
    func separated() throws {
        let shell = try Shell()
        let made = try shell.lmsq(
            "call",
            "cohort/create",
            "courseId=1",
            "name==1+1, \"x\"",
            "code=007",
            "startDate=2026-10-01"
        )
        #expect(made.status == 0, "\(made.errors)")
        let csv = try shell.lmsq("cohorts", "-o", "csv", "--search", "1+1")
        try #require(csv.lines.count == 2)
        #expect(csv.lines[0].hasPrefix("id,kind,code,name,courseId,"))
        #expect(csv.lines[1].hasPrefix("2,course,007,\"'=1+1, \"\"x\"\"\",1,"))
        let tsv = try shell.lmsq("cohorts", "-o", "tsv", "--search", "1+1")
        try #require(tsv.lines.count == 2)
        #expect(tsv.lines[1].hasPrefix("2\tcourse\t007\t=1+1, \"x\"\t1\t"))
        let none = try shell.lmsq("roster", "007", "-o", "csv")
        #expect(none.output.hasPrefix("cohortId,courseId,studentId,name,email,status,"))
        #expect(none.lines.count == 1)
    }

    @Test("Fields are chosen, limits kept, and cursors go on where a limit ended")
    func parts() throws {
        let shell = try Shell()
        let all = try shell.lmsq("roster", "1", "--fields", "name,studentId")
        #expect(all.lines[0] == #"{"name":"Aysel Məmmədova","studentId":2}"#)
        let first = try shell.lmsq("roster", "1", "--fields=name,studentId", "--limit", "5")
        let cursor = try #require(first.errors.split(separator: " ").last).dropLast()
        let rest = try shell.lmsq("roster", "1", "--fields=name,studentId", "--cursor", "\(cursor)")
        #expect(first.lines.count == 5)
        #expect(first.lines + rest.lines == all.lines)
        #expect(rest.errors.isEmpty)
    }

    @Test("All pages are followed, and a reader who has enough ends it quietly")
    func huge() throws {
        let shell = try Shell()
        _ = try shell.lmsq("ping")
        let socket = shell.folder.path("s/lmsd.sock")
        let connection = try Connection(socket: socket, timeoutSeconds: 60)
        for number in 0..<1_100 {
            let draft = #"{"fullName":"Şagird \#(number)","email":"s\#(number)@a.az"}"#
            let reply = try connection.call("student/create", [UInt8](draft.utf8))
            #expect(!reply.isError)
        }
        let outcome = try shell.lmsq("students")
        #expect(outcome.lines.count == 1_112)
        #expect(Set(outcome.lines).count == 1_112)
        #expect(try shell.lmsq("students", "-o", "csv").lines.count == 1_113)
        #expect(try shell.lmsq("students", "--limit", "700").lines.count == 700)
        let paged = try shell.lmsq("call", "student/list", "--all", "-o", "json")
        #expect(JSON([UInt8](paged.output.utf8))?.elements?.count == 1_112)
        let piped = try shell.bash("lmsq students | head -n 1; echo ${PIPESTATUS[0]}")
        #expect(piped.lines.last == "141")
        #expect(piped.lines.count == 2)
    }

    @Test("Output that cannot be written is an error", arguments: [">&-", ">/dev/full"])
    func unwritable(_ redirection: String) throws {
        let shell = try Shell()
        #expect(try shell.bash("lmsq roster 1 \(redirection)").status == 1)
        #expect(try shell.lmsq("roster", "1").lines.count == 12)
    }
}
