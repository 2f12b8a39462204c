import Client
import Foundation
import TestSupport
import Testing

@Suite("How lmsq ends", .serialized)
struct StatusTests {
    @Test(
        "Wrong usage is told with what to type next, and starts no daemon",
        arguments: [
            (["roaster", "1"], "hint: lmsq roster"), (["roster"], "hint: lmsq roster 923-s"),
            (["roster", "1", "2"], "a word too many: 2"),
            (["roster", "1", "--sor", "x"], "--sort"),
            (["call"], "hint: lmsq methods"), (["call", "ping", "{"], "no JSON"),
            (["call", "cohort/roster", "cohrtId=1"], "hint: cohortId=..."),
            (["call", "cohort/roster", "cohortId=1", "limit=x"], "whole number"),
            (["call", "cohort/roster", "cohortId"], "not key=value"),
            (["ping", "-o", "tabel"], "hint: -o table"), (["ping", "--timeout", "-1"], "seconds"),
            (["attendance"], "attendance range"), (["cohort/get"], "hint: lmsq call cohort/get"),
            (["daemon", "stat"], "hint: lmsq daemon"),
            (["help", "rostr"], "hint: lmsq help roster"),
            (["ping", "--socket"], "needs a value"), (["students", "--limit", "0"], "above 0"),
            (["-x"], "no option -x"), (["completion", "bsh"], "hint: lmsq completion bash"),
        ]
    )
    func usage(_ arguments: [String], _ text: String) throws {
        let shell = try Shell(isEmpty: true)
        let outcome = try shell.run("lmsq", arguments)
        #expect(outcome.status == 3, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(text), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: shell.folder.path("s")))
    }

    @Test("An error reply names its kind, and the next command")
    func errorReplies() throws {
        let shell = try Shell()
        let again = try shell.lmsq("call", "cohort/enroll", "cohortId=1", "studentId=3")
        #expect(again.status == 1)
        #expect(again.errors.contains("alreadyEnrolled"))
        #expect(again.errors.contains("hint: "))
        let method = try shell.lmsq("call", "cohort/rooster", "a=1")
        #expect(method.status == 1)
        #expect(method.errors.contains("cohort/roster"))
        let missing = try shell.lmsq("roster", "999")
        #expect(missing.status == 1)
        #expect(missing.errors.contains("hint: lmsq cohorts"))
        let login = try shell.lmsq("call", "session/login", "email=a@b", "password=c")
        #expect(login.status == 4)
    }

    @Test("Where no daemon answers and none is to be started, that is said")
    func noDaemon() throws {
        let shell = try Shell(isEmpty: true)
        for arguments in [["--no-spawn", "ping"], ["daemon", "status"], ["daemon", "stop"]] {
            let outcome = try shell.run("lmsq", arguments)
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("hint: lmsq daemon start"))
        }
        shell.environment["LMSQ_NO_SPAWN"] = "1"
        #expect(try shell.lmsq("ping").status == 2)
        #expect(!FileManager.default.fileExists(atPath: shell.folder.path("d")))
    }

    @Test("A daemon that cannot start is quoted")
    func brokenStore() throws {
        let shell = try Shell(isEmpty: true)
        let file = shell.folder.path("file")
        try Data().write(to: URL(filePath: file))
        let outcome = try shell.lmsq("--data", file, "ping")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("ended as soon as it was started"))
        #expect(outcome.errors.contains(file))
        #expect(try shell.lmsq("daemon", "log").output.contains(file))
    }

    @Test("What verify finds is told by the status")
    func findings() throws {
        let shell = try Shell()
        #expect(try shell.lmsq("verify").status == 0)
        #expect(try shell.lmsq("daemon", "stop").status == 0)
        let files = try FileManager.default.contentsOfDirectory(atPath: shell.folder.path("d"))
        for file in files {
            let url = URL(filePath: shell.folder.path("d/" + file))
            var data = try Data(contentsOf: url)
            while let place = data.range(of: Data("Həndəsə".utf8)) { data[place.lowerBound] ^= 1 }
            try data.write(to: url)
        }
        let outcome = try shell.lmsq("verify", "-o", "json")
        #expect(outcome.status == 5, "\(outcome.errors)")
        #expect(JSON([UInt8](outcome.output.utf8))?["ok"] == .bool(false))
    }

    @Test("S2-24: what should be there is shown as a table; what is missing is told by the status")
    func expectations() throws {
        let shell = try Shell()
        let table = try shell.lmsq("verify", "-o", "table")
        #expect(table.status == 0)
        for alias in ["cohort_schedules", "idx_cohorts_status", "student_roster_view"] {
            let line = table.lines.first { $0.contains(alias) }
            #expect(line?.hasPrefix("PASS") == true, "\(alias)")
        }
        #expect(try shell.lmsq("self-test", "-o", "table").lines.count == 7)
        let schema = try shell.lmsq("schema", "-o", "csv")
        let begin = "cohortMember,\"cohort_enrollments, student_cohort_members\","
        #expect(schema.lines.contains { $0.hasPrefix(begin) })
        let member = try shell.lmsq("schema", "cohort_enrollments", "-o", "table")
        #expect(member.output.contains("active, paused, completed, dropped"))
        #expect(try shell.lmsq("enforce-references", "false").status == 0)
        #expect(try shell.lmsq("enforce-references", "true").status == 0)
        #expect(try shell.lmsq("enforce-references").output.contains("\"enforced\":true"))
        #expect(try shell.lmsq("migrate", "down", "0").status == 0)
        let less = try shell.lmsq("verify", "-o", "table")
        #expect(less.status == 5)
        #expect(less.lines.contains { $0.hasPrefix("FAIL") && $0.contains("cohort_schedules") })
        #expect(try shell.lmsq("self-test").status == 5)
    }

    // MARK: - Waiting

    /// A socket that takes connections and never answers.
    private func silentSocket(at path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: path.utf8)
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let code = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, size)
            }
        }
        try #require(code == 0)
        try #require(listen(descriptor, 8) == 0)
        return descriptor
    }

    @Test("Somebody who does not answer is waited for as long as was said")
    func timeOut() throws {
        let shell = try Shell(isEmpty: true)
        let path = shell.folder.path("silent.sock")
        let descriptor = try silentSocket(at: path)
        defer { close(descriptor) }
        let outcome = try shell.lmsq("--socket", path, "--timeout", "0.2", "ping")
        #expect(outcome.status == 6)
        #expect(outcome.errors.contains("took too long"))
    }

    @Test("Ctrl-C ends with 130")
    func interrupted() throws {
        let shell = try Shell(isEmpty: true)
        let path = shell.folder.path("silent.sock")
        let descriptor = try silentSocket(at: path)
        defer { close(descriptor) }
        let program = DaemonProcess.program(named: "lmsq")
        let process = shell.process("lmsq", [])
        // Whoever runs the tests in the background has told all children to ignore it.
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["--default-signal=INT", program, "--socket", path, "ping"]
        try process.run()
        // It has been prepared for signals by the time it connects.
        let connection = accept(descriptor, nil, nil)
        #expect(connection >= 0)
        process.interrupt()
        process.waitUntilExit()
        close(connection)
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 130)
    }
}
