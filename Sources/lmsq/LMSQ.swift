import Client
import Glibc
import SchoolAPI

/// Asks the daemon, and shows what it answers.
@main struct LMSQ {
    static func main() {
        // Whoever reads us may have enough of it.
        signal(SIGPIPE, SIG_DFL)
        do throws(Failure) {
            let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()))
            if arguments.wantsHelp { return print(Arguments.usage, terminator: "") }
            if arguments.wantsVersion { return print("lmsq \(Version.daemon)") }
            try Command(arguments).run()
        } catch {
            tell("lmsq: \(error.text)\n")
            exit(error.status)
        }
    }

    /// Writes on standard error: standard output holds data only.
    static func tell(_ text: String) {
        let bytes = [UInt8](text.utf8)
        _ = unsafe write(2, bytes, bytes.count)
    }
}

/// Why a command ends otherwise than well.
enum Failure: Error {
    case errorReply(JSON)
    case client(ClientError)
    case usage(String)
    case notFound(String)

    /// The exit status.
    var status: Int32 {
        switch self {
        case .errorReply(let error):
            switch error["data"]?["kind"]?.string {
            case "forbidden", "notLoggedIn", "badCredentials": 4
            default: 1
            }
        case .client(.timedOut): 6
        case .client: 2
        case .usage: 3
        case .notFound: 1
        }
    }

    /// For people.
    var text: String {
        switch self {
        case .errorReply(let error): Self.text(of: error)
        case .client(.noDaemon(let path)): "no daemon answers at \(path)"
        case .client(.timedOut): "the daemon took too long"
        case .client(.hungUp): "the daemon has hung up"
        case .client(.malformed): "what came is no answer"
        case .client(.system(let call, let code)):
            unsafe "\(call): \(String(cString: strerror(code)))"
        case .usage(let text): "\(text)\n\(Arguments.usage)"
        case .notFound(let text): text
        }
    }

    private static func text(of error: JSON) -> String {
        var text = error["message"]?.string ?? "an error without a message"
        guard case .object(let facts) = error["data"] else { return text }
        let kind = error["data"]?["kind"]?.string ?? ""
        text = "\(kind): \(text)"
        let shown = facts.filter { !["kind", "hint", "retryable"].contains($0.name) }
        if !shown.isEmpty {
            text += " (" + shown.map { "\($0.name) \($0.value.cell)" }.joined(separator: ", ") + ")"
        }
        if let hint = error["data"]?["hint"]?.string { text += "\n  hint: \(hint)" }
        return text
    }
}
