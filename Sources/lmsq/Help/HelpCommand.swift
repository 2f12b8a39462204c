import Client
import SchoolAPI
import Terminal

/// Says what can be asked, and how.
struct HelpCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    /// The commands that are no methods.
    static let others: [(name: String, usage: String, summary: String)] = [
        ("call", "call METHOD [JSON | key=value ... | -]", "any method of the daemon"),
        ("methods", "methods [PATTERN]", "what methods there are"),
        ("help", "help [COMMAND | METHOD | --markdown]", "what a command or a method takes"),
        ("daemon", "daemon start | stop | status | restart | log", "the daemon itself"),
        ("restore", "restore BACKUP", "puts a backup in the place of the store, which is kept"),
        (
            "export", ExportCommand.usage,
            "writes all rows of the store as lines of JSON, or those of one entity as CSV"
        ),
        ("completion", "completion bash | zsh | fish", "lets the shell complete words"),
    ]

    static let statuses: [(number: String, meaning: String)] = [
        ("0", "all is well"),
        ("1", "an error reply; also a name that stands for no row, or for several"),
        ("2", "no daemon can be talked to"),
        ("3", "wrong usage"),
        ("4", "not permitted"),
        ("5", "something was found (`verify`, `validate`, rows that `import` cannot write)"),
        ("6", "the time is up"),
        ("130", "interrupted"),
        ("audit", "0, 1 or 2 for PASS, WARNING or FAIL; 10 more than above for all else"),
    ]

    func run(_ words: [String]) throws(Failure) {
        if invocation.flags.contains(where: { $0.name == "markdown" }) {
            return Output.write(Manual.markdown)
        }
        if let flag = invocation.flags.first, words.isEmpty {
            throw .usage("there is no option --\(flag.name) of help", hint: "lmsq help")
        }
        guard let first = words.first else { return Output.write(Manual.overview) }
        let commands = Command.all.filter { command in
            words.starts(with: command.words) || command.words.starts(with: words)
        }
        if !commands.isEmpty {
            let pages = commands.map { Manual.page(of: $0) }
            return Output.write(pages.joined(separator: "\n"))
        }
        if let other = Self.others.first(where: { $0.name == first }) {
            return Output.write(Manual.page(of: other))
        }
        let catalogue = Catalogue(invocation)
        if let entry = catalogue.entries.first(where: { $0.name == first }) {
            return Output.write(Manual.page(of: entry))
        }
        let commandNames = Command.all.map { $0.words[0] } + Self.others.map(\.name)
        throw .unknown(
            "command or method",
            first,
            among: commandNames + catalogue.entries.map(\.name),
            hint: { "lmsq help \($0)" },
            otherwise: "lmsq methods"
        )
    }

    /// The methods whose names or summaries hold a text.
    func methods(_ words: [String]) throws(Failure) {
        guard words.count <= 1, invocation.flags.isEmpty else {
            throw .usage("methods takes one pattern", hint: "lmsq methods cohort")
        }
        let pattern = words.first?.lowercased() ?? ""
        let entries = Catalogue(invocation).entries.filter { entry in
            pattern.isEmpty || "\(entry.name) \(entry.summary)".lowercased().contains(pattern)
        }
        guard !entries.isEmpty else {
            throw Failure(
                status: .errorReply,
                message: "no method is about \(pattern)",
                hint: "lmsq methods"
            )
        }
        let rows = entries.map { entry in
            JSON.object([
                .init(name: "method", value: .text(entry.name)),
                .init(name: "summary", value: .text(entry.summary)),
            ])
        }
        let list = JSON.object([.init(name: "items", value: .array(rows))])
        var printer = Printer(invocation.options.format)
        try printer.show(Reply(isError: false, json: [UInt8](list.line.utf8)))
    }
}
