import Client
import SchoolAPI
import Terminal

/// The texts of the help.
enum Manual {
    /// Everything on one page.
    static var overview: String {
        let commands = Command.all.map { ($0.pattern, "\($0.message.summary)") }
        let others = HelpCommand.others.map { ($0.usage, $0.summary) }
        return """
            usage: lmsq COMMAND [OPTION ...]

            \(columns(commands))

            \(columns(others))

            options:
            \(options(Options.descriptions))

            COHORT, STUDENT and the like are ids, codes, names or e-mails. Lists are shown whole;
            --limit N, --cursor C and --fields A,B ask for less of them.

            next: lmsq help roster, lmsq methods attendance, lmsq help attendance/range

            """
    }

    /// One command.
    static func page(of command: Command) -> String {
        let flags = command.flags.map { field in
            (
                "--" + field.flag + (field.isSwitch ? "" : " " + placeholder(field)),
                field.summary + (field.isRequired ? "; needed" : "")
            )
        }
        var parts = ["lmsq \(command.pattern) [OPTION ...]", "  \(command.message.summary)"]
        if !flags.isEmpty { parts += ["", columns(flags)] }
        if command.isList {
            parts += ["", options(Options.listDescriptions.filter { $0.option != "--all" })]
        }
        parts += ["", "  calls \(command.method); for example: lmsq \(command.example)", ""]
        return parts.joined(separator: "\n")
    }

    /// One of the commands that are no methods.
    static func page(of other: (name: String, usage: String, summary: String)) -> String {
        let more: [String]
        switch other.name {
        case "call":
            more = [
                "Values are what the method's parameters are: limit=5 is a number, name=007 a text.",
                "patch.name=... sets a member, key:=JSON is taken as it is, names stand for ids,",
                "- reads the parameters from standard input. --all follows the pages of a list.",
                "", "for example: lmsq call cohort/enroll cohortId=923-s studentId=aysel@a.az",
            ]
        case "daemon":
            more = [
                "start    starts one unless one runs", "stop     ends it when all is answered",
                "status   what runs, and where", "restart  stops it and starts it as it was",
                "log      what it said last, where lmsq has started it",
            ]
        case "completion":
            more = ["for example: lmsq completion bash >> ~/.bashrc"]
        default: more = []
        }
        let lines = (more.isEmpty ? [] : [""]) + more.map { $0.isEmpty ? "" : "  " + $0 }
        let all = ["lmsq \(other.usage)", "  \(other.summary)"] + lines
        return all.joined(separator: "\n") + "\n"
    }

    /// One method.
    static func page(of entry: Catalogue.Entry) -> String {
        let fields = (entry.json["params"]?.elements ?? [])
            .compactMap { Field(described: $0, of: entry.name) }
        var lines = [entry.name, "  \(entry.summary)", ""]
        if !fields.isEmpty {
            let rows = fields.map { field in
                let needed = field.isRequired ? "; needed" : ""
                return ("\(field.name)=", "\(field.form.description); \(field.summary)\(needed)")
            }
            lines += [columns(rows), ""]
        }
        let errors = (entry.json["errors"]?.elements ?? []).compactMap { $0["message"]?.string }
        if !errors.isEmpty { lines.append("  errors   " + errors.joined(separator: ", ")) }
        let example = entry.json["x-example"]?.line ?? "{}"
        lines.append("  example  lmsq call \(entry.name) \(Invocation.quoted(example))")
        if let command = Command.all.first(where: { $0.method == entry.name }) {
            lines.append("  or       lmsq \(command.example)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// All commands, for a document.
    static var markdown: String {
        var text = "# lmsq\n\n`lmsq COMMAND [OPTION ...]`\n\n"
        text += "| command | what it does |\n|---|---|\n"
        for other in HelpCommand.others {
            text += "| `\(escaped(other.usage))` | \(other.summary) |\n"
        }
        text += "\n| option | what it does |\n|---|---|\n"
        for option in Options.descriptions + Options.listDescriptions {
            let name = option.option + (option.value.isEmpty ? "" : " " + option.value)
            text += "| `\(name)` | \(option.summary) |\n"
        }
        text += "\n| exit status | what it means |\n|---|---|\n"
        for status in HelpCommand.statuses { text += "| \(status.number) | \(status.meaning) |\n" }
        for command in Command.all {
            text += "\n## lmsq \(command.pattern)\n\n\(command.message.summary) Calls "
            text += "`\(command.method)`.\n\n    lmsq \(command.example)\n"
            guard !command.flags.isEmpty else { continue }
            text += "\n| option | is | what it does |\n|---|---|---|\n"
            for flag in command.flags {
                let form = escaped(flag.form.description)
                text += "| `--\(flag.flag)` | \(form) | \(flag.summary) |\n"
            }
        }
        return text
    }

    private static func escaped(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }

    private static func placeholder(_ field: Field) -> String {
        switch field.form {
        case .choice(let names): names.joined(separator: "|")
        case .id(let entity): (entity ?? "id").uppercased()
        case .integer, .number: "N"
        case .array: "A,B"
        default:
            ["from", "to", "on", "date"].contains(field.name) ? "DATE" : field.name.uppercased()
        }
    }

    private static func options(
        _ options: [(option: String, value: String, summary: String)]
    ) -> String {
        columns(options.map { ($0.option + ($0.value.isEmpty ? "" : " " + $0.value), $0.summary) })
    }

    /// Pairs under one another, in two columns.
    private static func columns(_ rows: [(String, String)]) -> String {
        let widest = 34
        let width = rows.map { $0.0.displayWidth }.filter { $0 <= widest }.max() ?? widest
        return rows.map { left, right in
            let gap = width - left.displayWidth
            let line = "  " + left
            return gap < 0
                ? line + "\n" + String(repeating: " ", count: width + 4) + right
                : line + String(repeating: " ", count: gap + 2) + right
        }.joined(separator: "\n")
    }
}
