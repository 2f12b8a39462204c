import Client
import Glibc
import Interchange
import SchoolAPI

/// Sends the rows of a file in pieces, and shows what became of them.
struct FileImport {
    private static let pieceBytes = 128 << 10
    /// So many rows that are not imported are shown in a table.
    private static let shownProblems = 50

    private let invocation: Invocation
    private let kind: String
    private let path: String
    private let members: [JSON.Member]
    private let isCommitted: Bool

    init(
        _ invocation: Invocation,
        _ kind: String,
        _ path: String,
        _ values: [(field: Field, word: String)]
    ) throws(Failure) {
        self.invocation = invocation
        self.kind = kind
        self.path = path
        var members: [JSON.Member] = []
        var isCommitted = false
        for (field, word) in values {
            let value = try field.form.value(word, at: field.name, Names())
            if field.name == "commit" {
                isCommitted = value == .bool(true)
            } else {
                members.append(.init(name: field.name, value: value))
            }
        }
        if path.hasSuffix(".xlsx") || path.hasSuffix(".xls") {
            throw .usage("\(path) is a workbook", hint: "save it as \"CSV UTF-8\"")
        }
        let isLines = path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson")
        if isLines, !members.contains(where: { $0.name == "format" }) {
            members.append(.init(name: "format", value: .text("jsonl")))
        }
        if kind == "store", !isLines, path != "-" {
            throw .usage("\(path) is no export of a store", hint: "lmsq import users \(path)")
        }
        self.members = members
        self.isCommitted = isCommitted
    }

    func run() throws(Failure) {
        let file = try File(path)
        let talk = try Talk(invocation)
        let begin =
            [
                .init(name: "kind", value: .text(kind)),
                .init(name: "dryRun", value: .bool(!isCommitted)),
            ] + members
        let reply = try talk.call("import/begin", .object(begin))
        guard let id = reply.member("importId") else {
            throw Failure(status: .noDaemon, message: "import/begin answers no importId")
        }
        let importID = JSON.Member(name: "importId", value: id)
        var decoder = TextDecoder()
        while let piece = try file.read(Self.pieceBytes) {
            try send(decode { () throws(TableError) in try decoder.decode(piece) }, importID, talk)
            Progress.show("\(file.readBytes >> 10) KiB")
        }
        try send(decode { () throws(TableError) in try decoder.finish() }, importID, talk)
        Progress.show(isCommitted ? "writing" : "rehearsing")
        let report = try talk.call("import/finish", .object([importID]))
        Progress.end()
        try show(report)
    }

    private func decode(_ body: () throws(TableError) -> String) throws(Failure) -> String {
        do throws(TableError) { return try body() } catch {
            Progress.end()
            throw Failure(status: .wrongUsage, message: "\(path): \(error.text)")
        }
    }

    private func send(_ text: String, _ id: JSON.Member, _ talk: Talk) throws(Failure) {
        guard !text.isEmpty else { return }
        let text = JSON.Member(name: "text", value: .text(text))
        do throws(Failure) { _ = try talk.call("import/rows", .object([id, text])) } catch {
            Progress.end()
            throw error
        }
    }

    // MARK: - What became of them

    private func show(_ report: Reply) throws(Failure) {
        var printer = Printer(invocation.options.format)
        if invocation.options.format == .table {
            showTables(report)
        } else {
            try printer.show(report)
        }
        let failed = report.member("failed")?.int ?? 0
        let findings = report.member("findings")?.int ?? 0
        if !isCommitted { LMSQ.tell("lmsq: nothing is written yet; --commit writes\n") }
        if findings > 0 {
            let message = "all is written, and \(findings) findings came with it"
            throw Failure(status: .findings, message: message, hint: "lmsq validate")
        }
        guard failed > 0 else { return }
        throw Failure(
            status: .findings,
            message: "\(failed) rows \(isCommitted ? "were" : "would be") left out",
            hint: "lmsq \(invocation.words.joined(separator: " ")) -o json"
        )
    }

    private func showTables(_ report: Reply) {
        let names = ["rows", "created", "updated", "unchanged", "skipped", "failed"]
        let counts = names.map { "\($0) \(report.member($0)?.int ?? 0)" }
        Output.write(counts.joined(separator: ", ") + "\n")
        let problems = report.member("problems")?.elements ?? []
        for problem in problems.prefix(Self.shownProblems) {
            let cells = ["outcome", "field", "reason"].compactMap { problem[$0]?.string }
            Output.write("line \(problem["line"]?.int ?? 0): \(cells.joined(separator: ", "))\n")
        }
        let more = problems.count - Self.shownProblems
        if more > 0 { Output.write("and \(more) more\n") }
        for guess in report.member("guesses")?.elements ?? [] {
            let (field, value) = (guess["field"]?.string ?? "", guess["value"]?.string ?? "")
            Output.write("line \(guess["line"]?.int ?? 0): guessed, \(field) \(value)\n")
        }
        let ignored = (report.member("ignoredColumns")?.elements ?? []).compactMap(\.string)
        if !ignored.isEmpty {
            Output.write("columns that are not used: \(ignored.joined(separator: ", "))\n")
        }
    }
}

/// Says on a terminal how far a command is.
private enum Progress {
    static let isShown = isatty(2) == 1

    static func show(_ text: String) {
        if isShown { LMSQ.tell("\r\u{1b}[Klmsq: \(text)") }
    }

    static func end() { if isShown { LMSQ.tell("\r\u{1b}[K") } }
}

/// A file that is read from its beginning to its end; `-` is standard input.
private final class File {
    private let descriptor: Int32
    private let path: String
    private(set) var readBytes = 0

    init(_ path: String) throws(Failure) {
        self.path = path
        descriptor = path == "-" ? 0 : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// The next bytes; nil at the end.
    func read(_ count: Int) throws(Failure) -> [UInt8]? {
        while true {
            var got = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, size in
                got = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
                size = max(0, got)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw Self.failure(path) }
            readBytes += got
            return got == 0 ? nil : bytes
        }
    }

    private static func failure(_ path: String) -> Failure {
        let reason = unsafe String(cString: strerror(errno))
        return .usage("\(path): \(reason)", hint: "the path of a CSV file")
    }
}
