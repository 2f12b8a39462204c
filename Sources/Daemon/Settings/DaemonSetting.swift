internal import Transport

/// One thing that an operator can set: on the command line, in the environment, or in a file.
public struct DaemonSetting: Sendable {
    /// What values it takes.
    enum Form: Sendable {
        case text
        case path
        case count(ClosedRange<Int>)
        case choice([String])
    }

    /// Its name in the file: `frameSeconds`.
    public let name: String
    /// Its option on the command line: `--frame-seconds`.
    public let flag: String
    /// Its variable in the environment: `LMS_FRAME_SECONDS`.
    public let variable: String
    /// What it is where nobody sets it; empty for nothing.
    public let fallback: String
    /// What it is for.
    public let summary: String
    let form: Form

    private init(_ name: String, _ form: Form, _ fallback: String, _ summary: String) {
        self.name = name
        self.form = form
        self.fallback = fallback
        self.summary = summary
        flag = "--" + name.words(joinedBy: "-")
        variable = "LMS_" + name.words(joinedBy: "_").uppercased()
    }

    /// All of them, in the order in which they are shown.
    public static let all = [
        DaemonSetting("data", .path, "", "the folder of the store"),
        DaemonSetting("socket", .path, "", "where to listen; --listen is the same"),
        DaemonSetting("socketGroup", .text, "", "a group whose members may connect, and log in"),
        DaemonSetting("logLevel", .choice(["error", "info", "debug"]), "info", "what to tell"),
        DaemonSetting(
            "slowMilliseconds",
            .count(0...3_600_000),
            "1000",
            "tell of requests that take so long; 0 for none"
        ),
        DaemonSetting("mirror", .path, "", "copy all traffic to a file, passwords included"),
        DaemonSetting("loops", .count(1...64), "1", "threads that serve"),
        DaemonSetting("connections", .count(1...100_000), "1024", "connections at a time"),
        DaemonSetting(
            "requestsInFlight",
            .count(1...65_536),
            "1024",
            "requests of a connection without a reply; then it is not read"
        ),
        DaemonSetting("batchMessages", .count(1...65_536), "1000", "messages of a batch"),
        DaemonSetting("headerBytes", .count(256...1 << 20), "16384", "bytes of a header block"),
        DaemonSetting("messageBytes", .count(1024...1 << 28), "16777216", "bytes of a message"),
        DaemonSetting(
            "unsentBytes",
            .count(1024...1 << 30),
            "\(ServerOptions().unsentBytes)",
            "reply bytes of a connection that it has not read; then it is not read either"
        ),
        DaemonSetting(
            "totalUnsentBytes",
            .count(1024...1 << 34),
            "\(ServerOptions().totalUnsentBytes)",
            "the same of all connections; then requests are told busy"
        ),
        DaemonSetting(
            "frameSeconds",
            .count(1...86_400),
            "60",
            "how long a message may take to come"
        ),
        DaemonSetting(
            "drainSeconds",
            .count(0...3_600),
            "5",
            "how long those in flight may take at the end"
        ),
    ]

    /// The setting of a name in the file.
    public static func named(_ name: String) -> DaemonSetting? { all.first { $0.name == name } }

    /// The setting of an option.
    public static func flagged(_ flag: String) -> DaemonSetting? {
        all.first { $0.flag == flag || flag == "--listen" && $0.name == "socket" }
    }

    /// Why a text is no value, or nil where it is one.
    func flaw(in text: String) -> String? {
        switch form {
        case .text, .path: return text.isEmpty ? "needs a value" : nil
        case .choice(let names):
            return names.contains(text) ? nil : "is one of \(names.joined(separator: ", "))"
        case .count(let range):
            if let number = Int(text), range.contains(number) { return nil }
            return "is a whole number from \(range.lowerBound) to \(range.upperBound)"
        }
    }
}

extension String {
    /// `frameSeconds` as `frame-seconds`.
    fileprivate func words(joinedBy separator: String) -> String {
        var text = ""
        for scalar in unicodeScalars {
            let isUpper = ("A"..."Z").contains(scalar)
            text += isUpper ? separator + String(scalar).lowercased() : String(scalar)
        }
        return text
    }
}
