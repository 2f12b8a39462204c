import Client
import Glibc
import Oracle
import Threads

/// Starts daemons and clients, ends the daemons, and asks the next ones what they know.
struct Parent {
    /// A store goes on for so many rounds, then a new one begins.
    private static let roundsOfOneStore = 10
    private static let writers = 8

    private var dice: Dice
    private let seed: UInt64
    private let folder: String
    private let socket: String
    private var store = ""
    private var failures: [String] = []
    private var acknowledged = 0
    private var unacknowledged = 0
    private var terminated = 0
    /// All that the store must hold: the id of each e-mail.
    private var known: [String: Int64] = [:]

    init(seed: UInt64, folder: String) {
        dice = Dice(seed: seed)
        self.seed = seed
        self.folder = folder
        socket = folder + "/lmsd.sock"
    }

    /// Returns whether nothing was lost.
    mutating func run(rounds: Int) -> Bool {
        var done = 0
        while done < rounds, failures.isEmpty {
            if done % Self.roundsOfOneStore == 0 {
                removeFolder(store)
                store = folder + "/store-\(done)"
                known = [:]
            }
            do throws(ClientError) { try play(done) } catch {
                failures.append("round \(done): \(error)")
            }
            done += 1
            if done % 10 == 0 { report("\(done) rounds, \(acknowledged) acknowledged") }
        }
        for failure in failures.prefix(10) { report("FAILURE \(failure)") }
        report(
            "outage: seed \(seed), \(done) rounds, \(terminated) of them by SIGTERM, \(acknowledged) "
                + "acknowledged, \(unacknowledged) durable but not acknowledged, \(failures.count) failures: "
                + (failures.isEmpty ? "ok" : "FAILED; the store is in \(folder)")
        )
        return failures.isEmpty
    }

    private mutating func play(_ round: Int) throws(ClientError) {
        let isTerminated = dice.percent(50)
        let process = try start()
        let socket = socket
        let writers = (0..<Self.writers).map {
            Writer(socket, "r\(round)w\($0)", pipelined: 1 << ($0 % 5))
        }
        let threads = writers.map { writer in WorkerThread { writer.run() } }
        usleep(UInt32(dice.number(5_000...400_000)))
        kill(process, isTerminated ? SIGTERM : SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        for thread in threads { thread.join() }
        if isTerminated {
            terminated += 1
            if status != 0 { failures.append("round \(round): SIGTERM, status \(status)") }
        }
        try check(writers, "round \(round)", isExact: isTerminated)
    }

    /// The number of a daemon that answers.
    private func start() throws(ClientError) -> pid_t {
        var daemon = DaemonProcess(
            DaemonProcess.program(named: "lmsd"),
            ["--data", store, "--listen", socket, "--log-level", "error"],
            socket: socket
        )
        daemon.patience = .seconds(60)
        let connection = try daemon.start()
        let version = try connection.call("server/version")
        return pid_t(JSON(version.json)?["processId"]?.int ?? 0)
    }

    /// Asks a fresh daemon for all students, and compares.
    private mutating func check(
        _ writers: [Writer],
        _ what: String,
        isExact: Bool
    ) throws(ClientError) {
        let process = try start()
        let found = try students()
        var sent: Set<String> = []
        for writer in writers {
            known.merge(writer.acknowledged) { old, _ in old }
            acknowledged += writer.acknowledged.count
            sent.formUnion(writer.sent)
            if let flaw = writer.flaw { failures.append("\(what): \(flaw)") }
        }
        for (email, id) in known where found[email] != id {
            failures.append(
                "\(what): LOST \(email), acknowledged with id \(id), found \(found[email] ?? 0)"
            )
        }
        for (email, id) in found where known[email] == nil {
            unacknowledged += 1
            if isExact { failures.append("\(what): \(email) was made, and nobody was told") }
            if !sent.contains(email) { failures.append("\(what): nobody asked for \(email)") }
            known[email] = id
        }
        let report = try Connection(socket: socket, timeoutSeconds: 60).call("admin/verify")
        if JSON(report.json)?["ok"] != .bool(true) { failures.append("\(what): \(report)") }
        kill(process, SIGTERM)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        if status != 0 { failures.append("\(what): the checked daemon ends with \(status)") }
    }

    /// The id of each e-mail.
    private func students() throws(ClientError) -> [String: Int64] {
        let connection = try Connection(socket: socket, timeoutSeconds: 60)
        var found: [String: Int64] = [:]
        var cursor = ""
        while true {
            let reply = try connection.call(
                "student/list",
                [UInt8]("{\"limit\":500\(cursor)}".utf8)
            )
            let page = JSON(reply.json)
            for row in page?["items"]?.elements ?? [] {
                if let email = row["email"]?.string { found[email] = row["id"]?.int }
            }
            guard let next = page?["nextCursor"]?.string else { return found }
            cursor = ",\"cursor\":\"\(next)\""
        }
    }
}
