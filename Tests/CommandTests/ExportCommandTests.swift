import Client
import Foundation
import TestSupport
import Testing

@Suite("Stores go out and come in by lmsq")
struct ExportCommandTests {
    @Test("INV-57, S0-15: a store in a file, and back into an empty one; a rehearsal comes first")
    func store() throws {
        let shell = try Shell()
        let path = shell.folder.path("school.jsonl")
        #expect(try shell.lmsq("export", path).status == 0)
        let status = try FileManager.default.attributesOfItem(atPath: path)
        #expect(status[.posixPermissions] as? Int == 0o600)
        let sums = try shell.lmsq("call", "admin/checksum", "-o", "json").output
        let again = try shell.lmsq("import", path)
        #expect(again.status == 0 && again.errors.contains("--commit"))
        #expect((JSON([UInt8](again.output.utf8))?["unchanged"]?.int ?? 0) > 50)
        let copy = try Shell(isEmpty: true)
        let empty = try copy.lmsq("call", "admin/checksum", "-o", "json").output
        #expect(try copy.lmsq("import", path).status == 0)
        #expect(try copy.lmsq("call", "admin/checksum", "-o", "json").output == empty)
        #expect(try copy.lmsq("import", path, "--commit").status == 0)
        #expect(try copy.lmsq("call", "admin/checksum", "-o", "json").output == sums)
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        try String(whole.dropLast(200)).write(toFile: path, atomically: true, encoding: .utf8)
        let cut = try copy.lmsq("import", path, "--commit")
        #expect(cut.status == 1 && cut.errors.contains("cut"))
        let names = try FileManager.default.contentsOfDirectory(atPath: shell.folder.path)
        #expect(!names.contains { $0.hasSuffix(".part") })
    }

    @Test("Tables go to a file or on, in the format that is asked for; what cannot be had is said")
    func tables() throws {
        let shell = try Shell()
        let path = shell.folder.path("students.csv")
        #expect(try shell.lmsq("export", "student", path).status == 0)
        let table = try String(contentsOfFile: path, encoding: .utf8)
        #expect(table.hasPrefix("id,fullName,email,"))
        #expect(try shell.lmsq("export", "student", "-").output == table)
        #expect(try shell.lmsq("export", "student", "-o", "csv").output == table)
        let lines = try shell.lmsq("export", "--format", "jsonl", "user", "course", "-").lines
        #expect(lines.first?.hasPrefix("{\"export\":") == true)
        #expect(lines.last?.hasPrefix("{\"end\":") == true)
        #expect(try shell.lmsq("export", "school.xlsx").status == 3)
        #expect(try shell.lmsq("export").status == 3)
        #expect(try shell.lmsq("export", "--formt", "csv", "user", "-").status == 3)
        let other = try shell.lmsq("export", "--format", "oneroster1.2", "-")
        #expect(other.status == 1 && other.errors.contains("jsonl, csv"))
        #expect(try shell.lmsq("export", "studnet").status == 1)
        #expect(try shell.lmsq("import", path).errors.contains("lmsq import users"))
    }
}
