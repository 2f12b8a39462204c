import Client
import Glibc

/// Starts, stops, or asks after the daemon.
struct DaemonCommand {
    let arguments: Arguments
    private static let pauseMicroseconds: UInt32 = 20_000
    private static let patienceSeconds = 10

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run(_ words: [String]) throws(Failure) {
        switch words {
        case ["start"]: try start()
        case ["stop"]: try stop()
        case ["status"]: try status()
        default: throw .usage("the daemon is told: start, stop or status")
        }
    }

    private func start() throws(Failure) {
        // One that runs already is as good.
        if (try? Connection(socket: arguments.socket)) == nil {
            do throws(ClientError) { _ = try Talk.start(arguments) } catch {
                throw .client(error)
            }
        }
        try status()
    }

    private func status() throws(Failure) {
        var quiet = arguments
        quiet.spawns = false
        let talk = try Talk(quiet)
        var members: [JSON.Member] = []
        for method in ["server/version", "server/health"] {
            if case .object(let more) = try talk.call(method) { members += more }
        }
        Printer(arguments.format).show(.object(members))
    }

    private func stop() throws(Failure) {
        var quiet = arguments
        quiet.spawns = false
        let process = try Talk(quiet).call("server/version")["processId"]?.int
        guard let process, kill(pid_t(process), SIGTERM) == 0 else {
            throw .client(.system(call: "kill", code: errno))
        }
        for _ in 0..<(Self.patienceSeconds * 1_000_000 / Int(Self.pauseMicroseconds)) {
            // Its lock is free when the process is gone.
            if kill(pid_t(process), 0) != 0 { return }
            usleep(Self.pauseMicroseconds)
        }
        throw .client(.timedOut)
    }
}
