import Client
import Glibc

/// Why a command ends otherwise than well, and what to do about it.
struct Failure: Error {
    /// The exit status.
    enum Status: Int32 {
        case errorReply = 1
        case noDaemon = 2
        case wrongUsage = 3
        case notPermitted = 4
        case findings = 5
        case timedOut = 6
        case interrupted = 130
    }

    let status: Status
    /// In a few words, for people.
    let message: String
    /// More lines, such as the rows that may have been meant.
    var details: [String] = []
    /// What to type next.
    var hint: String?
    /// The exit status of a command that has statuses of its own.
    var code: Int32?

    /// What the process ends with; `audit` has 0 to 2 for its verdict, and the others lie behind.
    func exitCode(of words: [String]) -> Int32 {
        code ?? (words.first == "audit" ? 10 + status.rawValue : status.rawValue)
    }

    /// The arguments make no sense.
    static func usage(_ message: String, hint: String? = nil) -> Failure {
        Failure(status: .wrongUsage, message: message, hint: hint ?? "lmsq help")
    }

    /// A word that is none of some others; the nearest of them is the hint.
    static func unknown(
        _ what: String,
        _ word: String,
        among names: [String],
        hint: (String) -> String,
        otherwise: String = "lmsq help"
    ) -> Failure {
        let nearest = Suggestion.nearest(to: word, among: names)
        return .usage("there is no \(what) \(word)", hint: nearest.map(hint) ?? otherwise)
    }

    /// As it stands on standard error.
    func text(for invocation: Invocation?) -> String {
        var lines = ["lmsq: \(message)"] + details.map { "  " + $0 }
        if let hint { lines.append("hint: \(hint)") }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Failure {
    /// No answer.
    init(_ error: ClientError, socket: String) {
        let log = "lmsq daemon log"
        switch error {
        case .noDaemon:
            self.init(
                status: .noDaemon,
                message: "no daemon answers at \(socket)",
                hint: "lmsq daemon start"
            )
        case .timedOut:
            self.init(
                status: .timedOut,
                message: "the daemon took too long; a change may have been made all the same",
                hint: "lmsq --timeout SECONDS ..., or lmsq daemon status"
            )
        case .hungUp:
            self.init(status: .noDaemon, message: "the daemon has hung up", hint: log)
        case .malformed:
            self.init(
                status: .noDaemon,
                message: "what listens at \(socket) is no lmsd",
                hint: "lmsq --socket PATH ..."
            )
        case .noProgram(let name):
            self.init(
                status: .noDaemon,
                message: "no daemon answers, and there is no program \(name) to start",
                hint: "put lmsd beside lmsq, or onto the PATH"
            )
        case .didNotStart(let said):
            self.init(
                status: .noDaemon,
                message: "the daemon ended as soon as it was started",
                details: said.split(separator: "\n").suffix(5).map(String.init),
                hint: log
            )
        case .foreignFolder(let folder):
            self.init(
                status: .noDaemon,
                message: "the folder \(folder) is not yours alone",
                hint: "lmsq --socket PATH ..., with a path in a folder of your own"
            )
        case .system(let call, let code):
            let reason = unsafe String(cString: strerror(code))
            self.init(status: .noDaemon, message: "\(socket): \(call): \(reason)", hint: log)
        }
    }

    /// An error reply to a call of a method.
    init(_ error: JSON, method: String) {
        let data = error["data"]
        let kind = data?["kind"]?.string ?? "error"
        var message = "\(method): \(error["message"]?.string ?? "an error without a message")"
        var facts = ["\(kind)"]
        if case .object(let members) = data {
            let others = members.filter { !["kind", "hint", "retryable"].contains($0.name) }
            facts += others.map { "\($0.name) \($0.value.cell ?? "–")" }
        }
        message += " (" + facts.joined(separator: ", ") + ")"
        let isRefusal = ["forbidden", "notLoggedIn", "badCredentials"].contains(kind)
        self.init(status: isRefusal ? .notPermitted : .errorReply, message: message)
        hint = Self.hint(kind, data, method)
    }

    private static func hint(_ kind: String, _ data: JSON?, _ method: String) -> String {
        let said = data?["hint"]?.string.map { $0 + "; " } ?? ""
        switch kind {
        case "methodNotFound":
            let subject = method.split(separator: "/").first.map(String.init) ?? method
            return said + "lmsq methods \(subject)"
        case "badCursor": return said + "the same command without --cursor"
        case "notFound":
            let entity = data?["entity"]?.string ?? ""
            let list = Command.all.first { $0.method == "\(entity)/list" }
            return said + "lmsq " + (list?.words.joined(separator: " ") ?? "help \(method)")
        case "notLoggedIn", "forbidden", "badCredentials":
            return said + "run it as the user whose daemon it is"
        case "internalError", "mapFull", "outcomeUnknown": return said + "lmsq daemon log"
        case "busy", "rateLimited": return said + "the same command again, a little later"
        default: return said + "lmsq help \(method)"
        }
    }
}
