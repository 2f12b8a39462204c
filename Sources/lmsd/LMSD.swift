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
            tell("lmsd: \(error)\nlmsd --help shows what there is\n")
            exit(wrongUsage)
        }
        if options.isCheck { return print(options.settings.listing, terminator: "") }
        listenToSignals()
        let settings = options.settings
        let log = Log(Log.Level(name: settings.text("logLevel")) ?? .info, to: tell)
        let data = settings.text("data")
        makeFolder(data)
        let house: House
        do throws(HouseError) {
            house = try House(
                data: data,
                clock: options.clock,
                log: log,
                limits: settings.sessionLimits
            )
        } catch {
            tell("lmsd: \(data): \(error)\n")
            exit(failure)
        }
        do throws(SocketError) { try serve(house, options) } catch {
            tell("lmsd: \(options.pipe ?? settings.text("socket")): \(error)\n")
            exit(failure)
        }
        // The last commits are durable before the process ends.
        house.close()
        log.write(.info, "stopped")
        // As language servers end: whoever hangs up without a word has met with an accident.
        if options.isStdio || options.pipe != nil, !house.isShutDown { exit(failure) }
    }

    /// A parent may have blocked them, and its children are born like that.
    private static func listenToSignals() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for number in [SIGTERM, SIGINT] { unsafe sigaddset(&signals, number) }
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    private static func serve(_ house: House, _ options: Options) throws(SocketError) {
        let settings = options.settings
        let server = Server(
            SchoolService(house),
            options: try settings.serverOptions(tellingOf: house.log)
        )
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
            if listeners.isEmpty { listeners.append(try listen(settings)) }
            server.run(listeners: listeners) {
                house.log.write(
                    .info,
                    "ready",
                    [("socket", settings.text("socket")), ("data", settings.text("data"))]
                )
                ServiceManager.notify("READY=1")
            }
            ServiceManager.notify("STOPPING=1")
        }
    }

    private static func listen(_ settings: DaemonSettings) throws(SocketError) -> Listener {
        let name = settings.text("socketGroup")
        let group = name.isEmpty ? nil : try SystemGroup.number(of: name)
        return try Listener(path: settings.text("socket"), group: group)
    }

    /// Writes a line on standard error, whole.
    @Sendable private static func tell(_ line: String) {
        let bytes = [UInt8](line.utf8)
        _ = unsafe write(2, bytes, bytes.count)
    }
}
