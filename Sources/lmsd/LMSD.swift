import Client
import Daemon
import Glibc
import SchoolAPI
import Transport

/// Serves a school's store over a Unix socket, until it is told to stop.
@main struct LMSD {
    private static let failure: Int32 = 1
    private static let wrongUsage: Int32 = 3

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.contains("--help") { return print(Options.usage, terminator: "") }
        if arguments.contains("--version") { return print("lmsd \(Version.daemon)") }
        let options: Options
        do throws(UsageError) { options = try Options(arguments) } catch {
            tell("lmsd: \(error)\n\(Options.usage)")
            exit(wrongUsage)
        }
        listenToSignals()
        let log = Log(options.level, to: tell)
        let house: House
        do throws(HouseError) {
            house = try House(data: options.data, clock: options.clock, log: log)
        } catch {
            tell("lmsd: \(options.data): \(error)\n")
            exit(failure)
        }
        do throws(SocketError) { try serve(house, options) } catch {
            tell("lmsd: \(options.pipe ?? options.socket): \(error)\n")
            exit(failure)
        }
        // The last commits are durable before the process ends.
        house.close()
        log.write(.info, "stopped")
    }

    /// A parent may have blocked them, and its children are born like that.
    private static func listenToSignals() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for number in [SIGTERM, SIGINT] { unsafe sigaddset(&signals, number) }
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    private static func serve(_ house: House, _ options: Options) throws(SocketError) {
        let server = Server(SchoolService(house))
        if options.isStdio {
            let streams = try StandardStreams()
            server.run(sessions: [streams.session])
            streams.join()
        } else if let pipe = options.pipe {
            server.run(sessions: [try dial(pipe)])
        } else {
            let activated = ServiceManager.takeSockets()
            var listeners: [Listener] = []
            for descriptor in activated { listeners.append(try Listener(activated: descriptor)) }
            if listeners.isEmpty { listeners.append(try Listener(path: options.socket)) }
            server.run(listeners: listeners) {
                house.log.write(
                    .info,
                    "ready",
                    [("socket", options.socket), ("data", options.data)]
                )
                ServiceManager.notify("READY=1")
            }
            ServiceManager.notify("STOPPING=1")
        }
    }

    /// Writes a line on standard error, whole.
    @Sendable private static func tell(_ line: String) {
        let bytes = [UInt8](line.utf8)
        _ = unsafe write(2, bytes, bytes.count)
    }
}
