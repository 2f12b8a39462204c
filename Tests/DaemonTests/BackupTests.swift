import Client
import Collation
import Daemon
import LMDB
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing
import Threads

@Suite("Copies of a store that is in use")
struct BackupTests {
    @Test(
        "S2-21, S2-47: a backup that is made during writes opens, and keeps every rule",
        arguments: ["admin/backup", "admin/compact"]
    )
    func duringWrites(_ method: String) throws {
        let folder = TemporaryFolder()
        let daemon = try TestDaemon(in: folder)
        let path = daemon.path
        let writer = WorkerThread {
            guard let connection = try? Connection(socket: path, timeoutSeconds: 60) else { return }
            for number in 0..<120 {
                let email = "new\(number)@merkez.az"
                _ = try? connection.result(
                    "student/create",
                    #"{"email":"\#(email)","fullName":"New \#(number)"}"#
                )
            }
        }
        let client = try daemon.connect()
        var backups: [String] = []
        for number in 0..<4 {
            let copy = try client.result(method, #"{"path":"copy-\#(number)"}"#)
            #expect((copy["bytes"]?.int ?? 0) > 4096)
            backups.append(try #require(copy["path"]?.string))
        }
        writer.join()
        #expect(backups[0] == folder.path("copy-0"))
        let collator = try Collator()
        var last = 0
        for backup in backups {
            let engine = try LMDBEngine(opening: backup)
            let store = try Store(
                engine,
                schema: SchoolSchema.self,
                migrations: SchoolMigrations.all()
            )
            #expect(try store.verify(SchoolSchema.self).isClean)
            let found = try store.read { view throws(StoreError) in
                try SchoolCheck.run(in: view, collator: collator)
            }
            #expect(found.isEmpty)
            #expect(store.counters[User.table].rows >= last)
            last = store.counters[User.table].rows
            store.close()
        }
        let again = try client.error(method, #"{"path":"copy-0"}"#)
        #expect(again["data"]?["reason"]?.string == "exists")
        let nowhere = try client.error(method, #"{"path":"/nowhere/at/all"}"#)
        #expect(nowhere["data"]?["reason"]?.string == "noFolder")
        try daemon.stop()
    }

    @Test("S4-37: a school is seeded through the daemon, and somebody of it logs in")
    func seeding() throws {
        let daemon = try TestDaemon()
        let client = try daemon.connect()
        let made = try client.result("admin/seed", #"{"profile":"dev","password":"salam-123"}"#)
        #expect(made["counts"]?["group"]?.int == 2)
        let again = try client.result("admin/seed", #"{"profile":"dev"}"#)
        #expect(again["counts"]?.line == "{}")
        let credentials = #"{"email":"teacher1@dev.az","password":"salam-123"}"#
        let session = try client.result("session/login", credentials)
        #expect(session["role"]?.string == "teacher")
        let mistake = try daemon.connect().error("admin/seed", #"{"profile":"desert"}"#)
        #expect(mistake["data"]?["kind"]?.string == "invalidParams")
        try daemon.stop()
    }
}
