import Client
import Foundation
import TestSupport
import Testing

/// The programs themselves, as a shell runs them.
@Suite("lmsq and lmsd", .serialized)
struct ProgramTests {
    private let folder = TemporaryFolder()

    /// Runs `lmsq`; what it wrote, and its exit status.
    private func lmsq(_ arguments: String...) throws -> (output: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(filePath: DaemonProcess.program(named: "lmsq"))
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment.filter { name, _ in
            name.hasPrefix("ASAN_") || name.hasPrefix("TSAN_")
        }
        environment["LMS_SOCKET"] = folder.path("s/lmsd.sock")
        environment["LMS_DATA"] = folder.path("d")
        process.environment = environment
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }

    // S0-09
    @Test(
        "A daemon is started by the first call, keeps what was written, and stops when it is told"
    )
    func life() throws {
        #expect(try lmsq("daemon", "status").status == 2)
        #expect(try lmsq("--no-spawn", "call", "ping").status == 2)
        let made = try lmsq("call", "course/create", "name=Kimya 8")
        #expect(made.status == 0)
        #expect(JSON([UInt8](made.output.utf8))?["id"]?.int == 1)
        _ = try lmsq(
            "call",
            "cohort/create",
            "courseId=1",
            "name=Axın",
            "code=8-k",
            "startDate=2026-10-01"
        )
        #expect(try lmsq("daemon", "stop").status == 0)
        #expect(try lmsq("--no-spawn", "call", "ping").status == 2)
        let cohort = try lmsq("call", "cohort/get", #"{"code":"8-K"}"#)
        #expect(cohort.output.contains("\"Axın\""))
        #expect(try lmsq("roster", "8-k") == ("", 0))
        #expect(try lmsq("daemon", "stop").status == 0)
    }

    @Test("Exit statuses tell an error reply from wrong usage")
    func statuses() throws {
        #expect(try lmsq("call", "cohort/rooster").status == 1)
        #expect(try lmsq("call", "ping", "{").status == 3)
        #expect(try lmsq("frobnicate").status == 3)
        #expect(try lmsq("call", "session/login", "email=a@b", "password=c").status == 4)
        #expect(try lmsq("daemon", "stop").status == 0)
    }

    @Test("The daemon speaks on its standard streams too")
    func stdio() throws {
        let process = Process()
        process.executableURL = URL(filePath: DaemonProcess.program(named: "lmsd"))
        process.arguments = ["--stdio", "--data", folder.path("d"), "--clock", "2026-10-15"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let request = #"{"jsonrpc":"2.0","id":1,"method":"server/health"}"# + "\n"
        try input.fileHandleForWriting.write(contentsOf: Data(request.utf8))
        try input.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(String(decoding: data, as: UTF8.self).contains("\"today\":\"2026-10-15\""))
    }
}
