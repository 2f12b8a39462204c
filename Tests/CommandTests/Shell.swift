import Client
import Foundation
import TestSupport

/// A folder with a daemon of its own, and `lmsq` in front of it.
final class Shell {
    /// What a program wrote, and how it ended.
    struct Outcome {
        let output: String
        let errors: String
        let status: Int32

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    let folder = TemporaryFolder()
    var environment: [String: String]

    /// With the demo school in the folder, unless told; no daemon runs yet.
    init(isEmpty: Bool = false) throws {
        environment = ProcessInfo.processInfo.environment.filter { name, _ in
            name.hasPrefix("ASAN_") || name.hasPrefix("TSAN_") || name == "PATH"
        }
        environment["HOME"] = folder.path
        environment["LMS_SOCKET"] = folder.path("s/lmsd.sock")
        environment["LMS_DATA"] = folder.path("d")
        guard !isEmpty else { return }
        let made = try run("demo", ["--make", folder.path("d")])
        guard made.status == 0 else { throw Refusal(said: made.errors) }
    }

    struct Refusal: Error { let said: String }

    /// A program of this package as it would be started; nothing runs yet.
    func process(_ program: String, _ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: DaemonProcess.program(named: program))
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }

    /// Runs a program of this package to its end.
    func run(_ program: String, _ arguments: [String], input: String? = nil) throws -> Outcome {
        let process = process(program, arguments)
        let (output, errors) = (folder.path(UUID().uuidString), folder.path(UUID().uuidString))
        for path in [output, errors] { try Data().write(to: URL(filePath: path)) }
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
        if let input {
            let pipe = Pipe()
            process.standardInput = pipe
            try process.run()
            try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try pipe.fileHandleForWriting.close()
        } else {
            try process.run()
        }
        process.waitUntilExit()
        return Outcome(
            output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8),
            status: process.terminationStatus
        )
    }

    /// Runs `lmsq` to its end.
    func lmsq(_ arguments: String..., input: String? = nil) throws -> Outcome {
        try run("lmsq", arguments, input: input)
    }

    /// Runs a line of bash, in which `lmsq` is the program of this package.
    func bash(_ line: String) throws -> Outcome {
        let program = DaemonProcess.program(named: "lmsq")
        environment["LMSQ"] = program
        let process = process("lmsq", [])
        let output = folder.path(UUID().uuidString)
        try Data().write(to: URL(filePath: output))
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", "lmsq() { \"$LMSQ\" \"$@\"; }; " + line]
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOfFile: output, encoding: .utf8)
        return Outcome(output: text, errors: "", status: process.terminationStatus)
    }

    /// Ends the daemon, where one runs.
    func stop() throws { _ = try lmsq("daemon", "stop") }

    deinit { _ = try? run("lmsq", ["daemon", "stop"]) }
}
