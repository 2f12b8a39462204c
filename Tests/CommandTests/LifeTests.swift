import Client
import Foundation
import TestSupport
import Testing

@Suite("Daemons that lmsq starts", .serialized)
struct LifeTests {
    @Test("Several lmsq at once start one daemon")
    func race() throws {
        let shell = try Shell(isEmpty: true)
        var running: [(process: Process, output: Pipe)] = []
        for _ in 0..<8 {
            let process = shell.process("lmsq", ["call", "server/version"])
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            running.append((process, output))
        }
        var daemons: Set<Int64> = []
        for (process, output) in running {
            let data = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            daemons.insert(try #require(JSON([UInt8](data))?["processId"]?.int))
        }
        #expect(daemons.count == 1)
        let log = try shell.lmsq("daemon", "log").lines
        #expect(log.count { $0.contains("ready") } == 1)
    }

    @Test("A daemon is started, asked after, and stopped; what was written stays")
    func life() throws {
        let shell = try Shell(isEmpty: true)
        let started = try shell.lmsq("daemon", "start")
        #expect(started.status == 0)
        let process = JSON([UInt8](started.output.utf8))?["processId"]
        let again = try shell.lmsq("daemon", "start")
        #expect(JSON([UInt8](again.output.utf8))?["processId"] == process)
        #expect(try shell.lmsq("ping").output == "pong\n")
        #expect(try shell.lmsq("call", "course/create", "name=Kimya 8").status == 0)
        #expect(try shell.lmsq("daemon", "stop").status == 0)
        #expect(try shell.lmsq("--no-spawn", "ping").status == 2)
        #expect(try shell.lmsq("stats", "-o", "json").output.contains("\"course\":1"))
    }

    @Test("A socket may lie deeper than an address can say")
    func longPath() throws {
        let shell = try Shell(isEmpty: true)
        let folder = String(repeating: "q", count: 120)
        shell.environment["LMS_SOCKET"] = shell.folder.path(folder + "/lmsd.sock")
        #expect(try shell.lmsq("ping").output == "pong\n")
        #expect(try shell.lmsq("--no-spawn", "ping").status == 0)
    }

    @Test("A restarted daemon is told what it was told before")
    func restart() throws {
        let shell = try Shell(isEmpty: true)
        let socket = shell.folder.path("s/lmsd.sock")
        let arguments = ["--data", "here", "--listen", socket, "--clock", "2026-10-15"]
        let daemon = shell.process("lmsd", arguments)
        daemon.currentDirectoryURL = URL(filePath: shell.folder.path)
        try daemon.run()
        while try shell.lmsq("--no-spawn", "ping").status != 0 { usleep(10_000) }
        let before = try shell.lmsq("call", "server/version")
        let status = try shell.lmsq("daemon", "restart")
        #expect(status.status == 0, "\(status.errors)")
        #expect(status.output.contains("\"today\":\"2026-10-15\""))
        #expect(try shell.lmsq("call", "server/version").output != before.output)
        #expect(FileManager.default.fileExists(atPath: shell.folder.path("here")))
        #expect(!FileManager.default.fileExists(atPath: shell.folder.path("d")))
    }

    @Test(
        "The socket that the daemon's settings name is the client's too, unless it is told another"
    )
    func configuration() throws {
        let shell = try Shell()
        let socket = shell.folder.path("elsewhere/lmsd.sock")
        let file = shell.folder.path("config/lms/config.json")
        try FileManager.default.createDirectory(
            atPath: shell.folder.path("config/lms"),
            withIntermediateDirectories: true
        )
        try Data(#"{"socket":"\#(socket)","connections":10}"#.utf8).write(to: URL(filePath: file))
        shell.environment["XDG_CONFIG_HOME"] = shell.folder.path("config")
        shell.environment["LMS_SOCKET"] = nil
        #expect(try shell.lmsq("ping").status == 0)
        #expect(FileManager.default.fileExists(atPath: socket))
        shell.environment["LMSQ_NO_SPAWN"] = "1"
        let other = try shell.lmsq("ping", "--socket", shell.folder.path("s/lmsd.sock"))
        #expect(other.status == 2)
        #expect(try shell.lmsq("daemon", "stop").status == 0)
    }
}
