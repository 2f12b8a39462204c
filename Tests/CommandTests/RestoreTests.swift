import Client
import Foundation
import TestSupport
import Testing

@Suite("Backups on the command line", .serialized)
struct RestoreTests {
    @Test("S2-21, S2-47: what was lost after a backup is there again, and the old store is kept")
    func restore() throws {
        let shell = try Shell()
        let path = shell.folder.path("monday")
        let backup = try shell.lmsq("backup", path)
        #expect(backup.status == 0, "\(backup.errors)")
        #expect(try shell.lmsq("call", "course/create", "name=Kimya 8").status == 0)
        let restored = try shell.lmsq("restore", path)
        #expect(restored.status == 0, "\(restored.errors)")
        let old = try #require(JSON([UInt8](restored.output.utf8))?["replaced"]?.string)
        #expect(FileManager.default.fileExists(atPath: old + "/data.mdb"))
        let stats = try shell.lmsq("stats", "-o", "json")
        #expect(stats.output.contains("\"course\":1,"))
        #expect(try shell.lmsq("validate").status == 0)
        let back = try shell.lmsq("restore", old)
        #expect(back.status == 0, "\(back.errors)")
        #expect(try shell.lmsq("stats", "-o", "json").output.contains("\"course\":2,"))
    }

    @Test("What is no backup replaces nothing, and the daemon goes on")
    func refused() throws {
        let shell = try Shell()
        #expect(try shell.lmsq("ping").status == 0)
        let process = try shell.lmsq("call", "server/version").output
        #expect(try shell.lmsq("restore", shell.folder.path("nothing")).status == 1)
        let broken = shell.folder.path("broken")
        try FileManager.default.createDirectory(
            atPath: broken,
            withIntermediateDirectories: false
        )
        try Data(repeating: 7, count: 40_000).write(to: URL(filePath: broken + "/data.mdb"))
        #expect(try shell.lmsq("restore", broken).status == 2)
        #expect(try shell.lmsq("call", "server/version").output == process)
        #expect(try shell.lmsq("stats", "-o", "json").output.contains("\"course\":1,"))
    }

    @Test("S2-23, S2-45, S4-37: a seeded school is migrated down and up")
    func seed() throws {
        let shell = try Shell(isEmpty: true)
        #expect(try shell.lmsq("seed", "dev").status == 0)
        #expect(try shell.lmsq("validate", "--verbose").status == 0)
        #expect(try shell.lmsq("migrate", "down", "0").status == 0)
        #expect(try shell.lmsq("cohorts").status == 1)
        #expect(try shell.lmsq("migrate", "up").status == 0)
        #expect(try shell.lmsq("cohorts").status == 0)
        #expect(try shell.lmsq("migrate", "status").output.contains("cohort system"))
        #expect(try shell.lmsq("seed", "desert").status == 1)
    }
}
