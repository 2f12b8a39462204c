import Client
import Glibc
import SchoolAPI

/// Asks the daemon, and shows what it answers.
@main struct LMSQ {
    static func main() {
        prepare()
        var invocation: Invocation?
        do throws(Failure) {
            let read = try Invocation(Array(CommandLine.arguments.dropFirst()))
            invocation = read
            try read.run()
            try Output.flush()
        } catch {
            // What was written before the error is data too.
            try? Output.flush()
            tell(error.text(for: invocation))
            exit(error.exitCode(of: invocation?.words ?? Array(CommandLine.arguments.dropFirst())))
        }
    }

    private static func prepare() {
        // A socket must not become what somebody has closed: rows would be written to the daemon.
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
            _ = unsafe open("/dev/null", O_RDONLY)
        }
        // A parent may have blocked them, and its children are born like that.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for number in [SIGINT, SIGPIPE, SIGTERM] { unsafe sigaddset(&signals, number) }
        unsafe sigprocmask(SIG_UNBLOCK, &signals, nil)
        // Whoever reads us may have enough of it.
        signal(SIGPIPE, SIG_DFL)
        // Where a shell has put us into the background it is none of our business.
        let before = signal(SIGINT) { _ in
            let text: StaticString = "lmsq: interrupted\n"
            _ = unsafe write(2, text.utf8Start, text.utf8CodeUnitCount)
            _exit(Failure.Status.interrupted.rawValue)
        }
        if unsafe unsafeBitCast(before, to: Int.self) == 1 { signal(SIGINT, SIG_IGN) }
    }

    /// Writes on standard error: standard output holds data only.
    static func tell(_ text: String) {
        let bytes = [UInt8](text.utf8)
        _ = unsafe write(2, bytes, bytes.count)
    }
}
