import Client
import Foundation
import TestSupport
import Testing

@Suite("Files come in by lmsq")
struct ImportCommandTests {
    @Test("Part 9, S1-15: a file is only rehearsed until it is told to be written")
    func imports() throws {
        let shell = try Shell()
        let path = shell.folder.path("students.csv")
        var bytes = Data([0xff, 0xfe])
        let text = "Ad;email\r\nÇiçək Əliyeva;c@x.az\r\nX;x@x.az\r\n"
        for unit in text.utf16 { bytes += [UInt8(unit & 0xff), UInt8(unit >> 8)] }
        try bytes.write(to: URL(filePath: path))
        let mapping = #"{"Ad":"fullName"}"#
        let dry = try shell.lmsq("import", "users", path, "--mapping", mapping)
        #expect(dry.status == 5 && dry.errors.contains("--commit"))
        #expect(JSON([UInt8](dry.output.utf8))?["created"]?.int == 1)
        let done = try shell.lmsq("import", "users", path, "--mapping", mapping, "--commit")
        #expect(done.status == 5)
        let report = JSON([UInt8](done.output.utf8))
        #expect(report?["created"]?.int == 1 && report?["failed"]?.int == 1)
        let again = try shell.lmsq("import", "users", path, "--mapping", mapping, "--commit")
        #expect(JSON([UInt8](again.output.utf8))?["unchanged"]?.int == 1)
    }

    @Test("What is no table and what is no file is said before anything is written")
    func refusals() throws {
        let shell = try Shell()
        let path = shell.folder.path("latin.csv")
        try Data([0x65, 0x6d, 0xe9, 0x0a, 0x0a]).write(to: URL(filePath: path))
        let latin = try shell.lmsq("import", "users", path)
        #expect(latin.status == 3 && latin.errors.contains("UTF-8"))
        #expect(try shell.lmsq("import", "users", "none.csv").status == 3)
        #expect(try shell.lmsq("import", "users", "book.xlsx").errors.contains("CSV UTF-8"))
    }

    @Test("T24, C26: an audit ends with its verdict, and anything else behind it")
    func audit() throws {
        let shell = try Shell()
        #expect(try shell.lmsq("audit", "enrollments").status == 0)
        let path = shell.folder.path("members.csv")
        try "group,course,user\nG,Riyaziyyat 9,nigar@merkez.az\n"
            .write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try shell.lmsq("import", "legacy-groups", path, "--commit").status == 0)
        let audit = try shell.lmsq("audit", "enrollments")
        #expect(audit.status == 2 && audit.errors.contains("FAIL"))
        #expect(try shell.lmsq("audit", "enrollments", "--bogus").status == 13)
        let backfill = try shell.lmsq("backfill", "enrollments", "--commit")
        #expect(JSON([UInt8](backfill.output.utf8))?["failed"]?.int == 1)
        #expect(try shell.lmsq("backfill", "cohorts").status == 0)
    }
}
