import Client
import Foundation
import TestSupport
import Testing

/// `lmsd` itself, as an operator runs it.
@Suite("lmsd, operated", .serialized)
struct OperatorTests {
    private let folder = TemporaryFolder()

    /// A program that runs, with what it writes.
    private struct Program {
        let process = Process()
        let input = Pipe()
        let output = Pipe()

        init(_ words: [String], _ environment: [String: String] = [:]) throws {
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = words
            process.environment = ProcessInfo.processInfo.environment
                .filter { !$0.key.hasPrefix("LMS_") && !$0.key.hasPrefix("XDG_") }
                .merging(environment) { $1 }
            process.standardInput = input
            process.standardOutput = output
            process.standardError = output
            try process.run()
        }

        /// Sends text, waits for the end, and returns all that was written.
        func finish(_ text: String = "") throws -> (output: String, status: Int32) {
            try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try input.fileHandleForWriting.close()
            let data = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return (String(decoding: data, as: UTF8.self), process.terminationStatus)
        }

        /// Reads until a line holds some text.
        func wait(for text: String) throws {
            var seen = ""
            while !seen.contains(text) {
                let data = output.fileHandleForReading.availableData
                try #require(!data.isEmpty, "it ended with \(seen)")
                seen += String(decoding: data, as: UTF8.self)
            }
        }
    }

    private let lmsd = DaemonProcess.program(named: "lmsd")

    private var place: [String] {
        ["--data", folder.path("d"), "--socket", folder.path("s/lmsd.sock")]
    }

    @Test("Settings are checked before anything is opened")
    func check() throws {
        let config = folder.path("config.json")
        try Data(#"{"loops": 2, "logLevel": "debug"}"#.utf8).write(to: URL(filePath: config))
        let environment = ["LMS_CONFIG": config, "LMS_LOG_LEVEL": "error"]
        let command = [lmsd, "--check-config", "--frame-seconds", "9"] + place
        let checked = try Program(command, environment).finish()
        #expect(checked.status == 0)
        for line in ["loops=2 (file)", "logLevel=error (environment)", "frameSeconds=9 (option)"] {
            #expect(checked.output.contains(line + "\n"))
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("d")))
        try Data(#"{"loop": 2}"#.utf8).write(to: URL(filePath: config))
        let refused = try Program(command, environment).finish()
        #expect(refused.status == 3)
        #expect(refused.output.contains("\"loop\"; did you mean \"loops\"?"))
        let missing = try Program([lmsd, "--check-config", "--config", "/nowhere.json"]).finish()
        #expect(missing.status == 3 && missing.output.contains("/nowhere.json cannot be read"))
        let flag = try Program([lmsd, "--lisen", "/x"]).finish()
        #expect(flag.status == 3 && flag.output.contains("did you mean --listen?"))
        let help = try Program([lmsd, "--help"]).finish()
        #expect(help.status == 0 && help.output.contains("$LMS_FRAME_SECONDS"))
    }

    @Test("Under --stdio the status tells whether the client had said that it needs nothing more")
    func status() throws {
        func request(_ method: String) -> String {
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\(method)\"}\n"
        }
        let command = [lmsd, "--stdio", "--data", folder.path("d")]
        let ends: [(String, Int32)] = [
            (request("shutdown") + request("exit"), 0), (request("shutdown"), 0),
            (request("exit"), 1), (request("ping"), 1),
        ]
        for (text, status) in ends {
            #expect(try Program(command).finish(text).status == status, "\(text)")
        }
    }

    @Test("Where descriptors run out clients are told so, and those that are there are served")
    func descriptors() throws {
        let script = "ulimit -n 40; exec \"$@\""
        let daemon = try Program(["sh", "-c", script, "sh", lmsd] + place)
        try daemon.wait(for: "ready")
        let socket = folder.path("s/lmsd.sock")
        let first = try Connection(socket: socket, timeoutSeconds: 60)
        #expect(try first.result("ping") == .text("pong"))
        let clients = try (0..<60).map { _ in try RawClient(socket) }
        let refusals = clients.suffix(20).map { $0.some() ?? "" }
        #expect(refusals.allSatisfy { $0.contains("\"kind\":\"busy\"") })
        let stats = try first.result("server/stats")
        #expect(try #require(stats["refusedConnections"]?.int) >= 20)
        #expect(try first.result("admin/stop") == .null)
        #expect(try daemon.finish().status == 0)
    }

    @Test("S2-50: where the store cannot be written, the error says so, and what to do")
    func unwritable() throws {
        let perl = "/usr/bin/perl"
        guard getuid() == 0, unsafe access(perl, X_OK) == 0 else {
            print("skipped: only root can become somebody else, and \(perl) does it")
            return
        }
        _ = unsafe chmod(folder.path, 0o755)
        let script = "use POSIX; POSIX::setgid(65534); POSIX::setuid(65534); exec @ARGV"
        let (mine, theirs) = (folder.path("mine"), folder.path("theirs"))
        let manager = FileManager.default
        try manager.createDirectory(atPath: theirs, withIntermediateDirectories: false)
        #expect(unsafe chmod(theirs, 0o755) == 0)
        for data in [mine, theirs] {
            let socket = folder.path("s/lmsd.sock")
            let words = [perl, "-e", script, lmsd, "--data", data, "--socket", socket]
            let refused = try Program(words, ["HOME": "/nowhere"]).finish()
            #expect(refused.status == 1)
            #expect(refused.output.contains(data) && refused.output.contains("Permission denied"))
            #expect(refused.output.contains("whoever runs this must own the folder"))
        }
        #expect(try manager.contentsOfDirectory(atPath: theirs).isEmpty)
        #expect(!manager.fileExists(atPath: mine))
    }

    // S2-52, S2-54
    @Test("Members of the socket's group may connect, and have to log in")
    func group() throws {
        let perl = "/usr/bin/perl"
        guard getuid() == 0, unsafe access(perl, X_OK) == 0 else {
            print("skipped: only root can become somebody else, and \(perl) does it")
            return
        }
        _ = unsafe chmod(folder.path, 0o711)
        let socket = folder.path("s/lmsd.sock")
        let daemon = try Program([lmsd, "--socket-group", "65534"] + place)
        try daemon.wait(for: "ready")
        // Sends what it reads as somebody else, and writes what comes back.
        let script = """
            use IO::Socket::UNIX; use POSIX;
            $) = "$ARGV[1] $ARGV[1]"; POSIX::setgid($ARGV[1]); POSIX::setuid(65534);
            my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or do { print "refused\\n"; exit };
            print $s do { local $/; <STDIN> }; $s->shutdown(1); print while <$s>;
            """
        func stranger(
            _ group: String,
            _ methods: [String],
            after params: String = "{}"
        ) throws -> String {
            let text = methods.map {
                let params = $0 == "session/login" ? params : "{}"
                return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\($0)\",\"params\":\(params)}\n"
            }
            return try Program([perl, "-e", script, socket, group]).finish(text.joined()).output
        }
        #expect(try stranger("65533", ["ping"]) == "refused\n")
        let methods = [
            "ping", "initialize", "server/health", "cohort/list", "admin/stop", "session/logout",
        ]
        let lines = try stranger("65534", methods).split(separator: "\n")
        try #require(lines.count == 6)
        #expect(lines[0].contains("pong") && lines[1].contains("serverInfo"))
        #expect(lines[2...].allSatisfy { $0.contains("\"kind\":\"notLoggedIn\"") })
        let owner = try Connection(socket: socket, timeoutSeconds: 60)
        let secret = #""email":"t@x.az","password":"secret words""#
        let person = #"{"role":"teacher","fullName":"T",\#(secret)}"#
        _ = try owner.result("user/create", person)
        let session = ["session/login", "session/me", "session/logout", "session/me"]
        let replies = try stranger("65534", session, after: "{\(secret)}").split(separator: "\n")
        try #require(replies.count == 4)
        #expect(replies[1].contains("\"kind\":\"teacher\""))
        #expect(replies[2].hasSuffix("\"result\":null}"))
        #expect(replies[3].contains("\"kind\":\"notLoggedIn\""))
        #expect(try owner.result("admin/stop") == .null)
        #expect(try daemon.finish().status == 0)
    }
}
