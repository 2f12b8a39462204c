import Client
import Glibc

/// A command line: options for the client itself, words, and options that become parameters.
struct Arguments {
    /// What a command's output looks like.
    enum Format: String, CaseIterable {
        case table, json, ndjson, csv, tsv
    }

    var socket = Paths.socket
    var data = Paths.data
    var spawns = true
    var timeoutSeconds = 0
    var format: Format
    var wantsHelp = false
    var wantsVersion = false
    /// The command and what it is about.
    var words: [String] = []
    /// `--name value`, in order.
    var options: [(name: String, value: String)] = []

    static let usage = """
        usage: lmsq [options] COMMAND

          call METHOD [JSON | key=value ... | -]   any method; - reads parameters from standard input
          roster COHORT [--sort name|progress|lastActivity|status|enrolled] [--status S]
          schedule COHORT [--on DATE]
          attendance range --group G | --student S  --month YYYY-MM | --from DATE --to DATE
          enrollments STUDENT
          daemon start | stop | status

          COHORT, G and STUDENT are ids, codes, names or e-mails where they are unique.

        options:
          --socket PATH   the daemon's socket; $LMS_SOCKET unless told
          --data DIR      the store of a daemon that is started
          --no-spawn      do not start a daemon where none answers
          --timeout N     seconds to wait for an answer
          -o FORMAT       table (on a terminal), ndjson (otherwise), json, csv or tsv
          --version, --help

        exit status: 0 ok, 1 error reply, 2 cannot talk to a daemon, 3 wrong usage, 4 not permitted,
        6 time-out, 130 interrupted

        """

    init(_ arguments: [String]) throws(Failure) {
        format = isatty(1) == 1 ? .table : .ndjson
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": wantsHelp = true
            case "--version": wantsVersion = true
            case "--no-spawn": spawns = false
            case "--socket": socket = try Self.value(of: argument, &rest)
            case "--data": data = try Self.value(of: argument, &rest)
            case "--timeout":
                let text = try Self.value(of: argument, &rest)
                guard let seconds = Int(text), seconds > 0 else {
                    throw .usage("\(text) is no number of seconds")
                }
                timeoutSeconds = seconds
            case "-o", "--output":
                let name = try Self.value(of: argument, &rest)
                guard let format = Format(rawValue: name) else {
                    throw .usage("there is no format \(name)")
                }
                self.format = format
            case _ where argument.hasPrefix("--"):
                let name = String(argument.dropFirst(2))
                options.append((name, try Self.value(of: argument, &rest)))
            default: words.append(argument)
            }
        }
        if words.isEmpty, !wantsHelp, !wantsVersion { throw .usage("there is no command") }
    }

    private static func value(
        of option: String,
        _ rest: inout ArraySlice<String>
    ) throws(Failure) -> String {
        guard let value = rest.popFirst() else { throw .usage("\(option) needs a value") }
        return value
    }
}
