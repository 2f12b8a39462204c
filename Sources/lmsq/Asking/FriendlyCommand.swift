import Client
import SchoolAPI

/// Runs the friendly command that a command line means.
struct FriendlyCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run() throws(Failure) {
        let command = try command()
        let given = Array(invocation.words.dropFirst(command.words.count))
        var paging = Paging()
        var values: [(field: Field, word: String)] = []
        for (name, word) in zip(command.places, given) {
            guard let field = command.parameter(place: name) else { continue }
            // The daemon works in another folder.
            let isPath = field.name == "path" && command.method.hasPrefix("admin/")
            values.append((field, isPath ? Paths.absolute(word) : word))
        }
        for (name, word) in invocation.flags {
            if command.isList, try paging.take(name, word) { continue }
            guard let field = command.parameter(flag: name) else { throw unknown(name, command) }
            guard !values.contains(where: { $0.field.name == field.name }) else {
                throw .usage("--\(name) is given twice", hint: "lmsq help \(invocation.words[0])")
            }
            values.append((field, word))
        }
        try requireAll(command, values.map(\.field.name))
        if let kind = command.sends {
            return try FileImport(invocation, kind, given[0], values).run()
        }
        try ask(command, values, paging)
    }

    private func ask(
        _ command: Command,
        _ values: [(field: Field, word: String)],
        _ paging: Paging
    ) throws(Failure) {
        let wanted = values
        // Wrong words are refused before a daemon is started for them.
        let probe = Names()
        for (field, word) in wanted { _ = try field.form.value(word, at: field.name, probe) }
        let talk = try Talk(invocation)
        var members = try talk.resolving { names throws(Failure) -> [JSON.Member] in
            var members: [JSON.Member] = []
            for (field, word) in wanted {
                let value = try field.form.value(word, at: field.name, names)
                members.append(.init(name: field.name, value: value))
            }
            return members
        }
        let prunes = command.message.parameters.contains { "\($0.name)" == "fields" }
        if prunes, !paging.fields.isEmpty {
            let names = paging.fields.map { JSON.text($0) }
            members.append(.init(name: "fields", value: .array(names)))
        }
        var printer = Printer(
            invocation.options.format,
            columns: paging.fields.isEmpty ? command.columns : paging.fields,
            fields: paging.fields,
            result: command.message.result
        )
        let isPage = values.contains { $0.field.name == "page" }
        guard command.isList, !isPage else {
            let reply = try talk.call(command.method, .object(members))
            try printer.show(reply, arranging: command.arrange)
            return try judge(command, reply)
        }
        try Lister(
            talk: talk,
            method: command.method,
            members: members,
            paging: paging,
            pageRows: command.pageRows
        ).run(&printer)
    }

    /// What was found wrong is told by the exit status.
    private func judge(_ command: Command, _ reply: Reply) throws(Failure) {
        if let status = reply.member("status")?.string, let code = command.verdicts[status] {
            guard code > 0 else { return }
            throw Failure(status: .findings, message: status, code: code)
        }
        guard let member = command.findings, let count = reply.member(member)?.int, count > 0
        else { return }
        throw Failure(status: .findings, message: "\(count) findings")
    }

    // MARK: - Which one

    private func command() throws(Failure) -> Command {
        let words = invocation.words
        let flags = invocation.flags.map(\.name)
        let named = Command.named(words)
        guard !named.isEmpty else { throw unknownCommand() }
        let deepest = named.map(\.words.count).max() ?? 0
        let meant = named.filter { $0.words.count == deepest }
        let fitting = meant.filter { command in
            words.count == command.words.count + command.places.count
                && command.needed.allSatisfy(flags.contains)
        }
        if let command = fitting.max(by: { $0.needed.count < $1.needed.count }) { return command }
        let patterns = meant.map { "lmsq " + $0.pattern }.joined(separator: ", or ")
        let given = words.dropFirst(deepest)
        let isTooMuch = given.count > (meant.map(\.places.count).max() ?? 0)
        throw .usage(
            isTooMuch
                ? "there is a word too many: \(given.last ?? "")"
                : "this is asked for as: \(patterns)",
            hint: "lmsq " + (meant.first?.example ?? "help")
        )
    }

    private func unknownCommand() -> Failure {
        let word = invocation.words[0]
        let same = Command.all.filter { $0.words[0] == word }
        if let first = same.first {
            let patterns = same.map { "lmsq " + $0.pattern }.joined(separator: ", or ")
            return .usage("this is asked for as: \(patterns)", hint: "lmsq " + first.example)
        }
        if MethodMessage.all.contains(where: { "\($0.name)" == word }) {
            return .usage("\(word) is a method", hint: "lmsq call \(word)")
        }
        let names = Set(Command.all.map { $0.words[0] } + HelpCommand.others.map(\.name))
        return .unknown("command", word, among: names.sorted(), hint: { "lmsq \($0)" })
    }

    private func unknown(_ option: String, _ command: Command) -> Failure {
        let own = command.flags.map(\.flag) + (command.isList ? ["limit", "cursor", "fields"] : [])
        let all = own + ["socket", "data", "no-spawn", "timeout", "output"]
        let words = command.words.joined(separator: " ")
        return .unknown(
            "option of \(words):",
            "--\(option)",
            among: all.map { "--" + $0 },
            hint: { "\($0); lmsq help \(words)" },
            otherwise: "lmsq help \(words)"
        )
    }

    private func requireAll(_ command: Command, _ given: [String]) throws(Failure) {
        let missing = command.flags.first { $0.isRequired && !given.contains($0.name) }
        guard let missing else { return }
        throw .usage(
            "\(command.words.joined(separator: " ")) needs --\(missing.flag): \(missing.summary)",
            hint: "lmsq " + command.example
        )
    }
}
