import Client
import Glibc

/// What every command takes.
struct Options {
    /// What a command's output looks like.
    enum Format: String, CaseIterable {
        case table, json, ndjson, csv, tsv
    }

    var socket = Paths.socket
    /// The store of a daemon that is started, unless the daemon decides.
    var data = Paths.variable("LMS_DATA")
    var spawns = Paths.variable("LMSQ_NO_SPAWN") == nil
    var timeout: Duration?
    var format = isatty(1) == 1 ? Format.table : .ndjson
    /// Whether somebody asked for it.
    var isFormatGiven = false
    var isHelpWanted = false
    var isVersionWanted = false

    /// What stands in the usage: the option, its value, and what it is for.
    static let descriptions: [(option: String, value: String, summary: String)] = [
        ("-o", "FORMAT", "table (on a terminal), ndjson (otherwise), json, csv or tsv"),
        ("--socket", "PATH", "the daemon's socket; $LMS_SOCKET unless told"),
        ("--data", "DIR", "the store of a daemon that is started; $LMS_DATA unless told"),
        ("--no-spawn", "", "do not start a daemon where none answers; so does $LMSQ_NO_SPAWN"),
        ("--timeout", "SECONDS", "how long to wait, such as 10 or 0.5; for ever unless told"),
        ("--version", "", "which version this is"),
        ("--help", "", "what the command does"),
    ]

    /// What every command takes that answers a list.
    static let listDescriptions: [(option: String, value: String, summary: String)] = [
        ("--limit", "N", "at most so many rows; all unless told"),
        ("--all", "", "all rows, which is what a command shows unless told; for call"),
        ("--cursor", "CURSOR", "the rows behind those of an earlier answer"),
        ("--fields", "A,B", "only these columns"),
    ]

    /// The names of those that stand alone.
    static let switches: Set<String> = ["no-spawn", "version", "help", "all"]

    /// Takes an option if it is one of these.
    mutating func take(_ name: String, _ value: String?) throws(Failure) -> Bool {
        switch name {
        case "help": isHelpWanted = true
        case "version": isVersionWanted = true
        case "no-spawn": spawns = false
        case "socket": socket = try Self.required(value, "--socket")
        case "data": data = try Self.required(value, "--data")
        case "timeout": timeout = try Self.duration(try Self.required(value, "--timeout"))
        case "o", "output":
            format = try Self.format(try Self.required(value, "-o"))
            isFormatGiven = true
        default: return false
        }
        return true
    }

    private static func required(_ value: String?, _ name: String) throws(Failure) -> String {
        guard let value, !value.isEmpty else { throw .usage("\(name) needs a value") }
        return value
    }

    private static func duration(_ text: String) throws(Failure) -> Duration {
        guard let seconds = Double(text), seconds > 0, seconds < 1e9 else {
            throw .usage("\(text) is no number of seconds", hint: "lmsq --timeout 10 ...")
        }
        return .seconds(seconds)
    }

    private static func format(_ name: String) throws(Failure) -> Format {
        if let format = Format(rawValue: name) { return format }
        let names = Format.allCases.map(\.rawValue)
        throw .unknown(
            "format",
            name,
            among: names,
            hint: { "-o \($0)" },
            otherwise: "-o " + names.joined(separator: ", ")
        )
    }
}

extension Paths {
    /// A path that means the same in every folder.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = unsafe getcwd(nil, 0) else { return path }
        defer { unsafe free(folder) }
        return unsafe String(cString: folder) + "/" + path
    }
}
