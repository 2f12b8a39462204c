import Client
import Daemon
import Glibc
import Records

/// How the daemon was called.
struct Options {
    var data = ""
    var socket = ""
    var pipe: String?
    var isStdio = false
    var level = Log.Level.info
    var clock = HouseClock()

    static let usage = """
        usage: lmsd [--data DIR] [--listen SOCKET | --stdio | --pipe PATH] [--log-level LEVEL]
                    [--clock DATE] [--version] [--help]

          --data DIR         the store; $LMS_DATA, or $XDG_DATA_HOME/lms, or ~/.local/share/lms
          --listen SOCKET    where to listen; $LMS_SOCKET, or $XDG_RUNTIME_DIR/lms/lmsd.sock
          --stdio            one session on standard input and output
          --pipe PATH        one session on a socket that a client listens at
          --log-level LEVEL  error, info (unless told) or debug
          --clock DATE       test mode: it is noon of that day

        """

    /// Reads the arguments, or says what is wrong with them.
    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--data": data = try Self.value(of: option, &rest)
            case "--listen", "--socket": socket = try Self.value(of: option, &rest)
            case "--pipe": pipe = try Self.value(of: option, &rest)
            case "--stdio": isStdio = true
            case "--log-level":
                let name = try Self.value(of: option, &rest)
                guard let level = Log.Level(name: name) else { throw .unknownLevel(name) }
                self.level = level
            case "--clock":
                let text = try Self.value(of: option, &rest)
                guard let day = Day(text) else { throw .noDate(text) }
                clock = HouseClock(standingAt: day)
            default: throw .unknownOption(option)
            }
        }
        if data.isEmpty { data = Paths.data }
        if socket.isEmpty { socket = Paths.socket }
        // Tilde and relative paths are the shell's business; the engine wants a folder that is there.
        makeFolder(data)
    }

    private static func value(
        of option: String,
        _ rest: inout ArraySlice<String>
    ) throws(UsageError) -> String {
        guard let value = rest.popFirst(), !value.isEmpty else { throw .missingValue(option) }
        return value
    }
}

/// What is wrong with the arguments.
enum UsageError: Error, CustomStringConvertible {
    case unknownOption(String)
    case missingValue(String)
    case unknownLevel(String)
    case noDate(String)

    var description: String {
        switch self {
        case .unknownOption(let option): "there is no option \(option)"
        case .missingValue(let option): "\(option) needs a value"
        case .unknownLevel(let name): "\(name) is not error, info or debug"
        case .noDate(let text): "\(text) is no date such as 2026-10-05"
        }
    }
}

/// Makes a folder and those above it, for nobody else.
private func makeFolder(_ path: String) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
        made += "/" + part
        _ = unsafe mkdir(made, 0o700)
    }
}
