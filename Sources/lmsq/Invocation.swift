import Client
import SchoolAPI

/// A command line, taken apart.
struct Invocation {
    var options = Options()
    /// The command and what it is about.
    var words: [String] = []
    /// `--name value`, in order; what they mean is the command's business.
    var flags: [(name: String, value: String)] = []
    private let arguments: [String]

    init(_ arguments: [String]) throws(Failure) {
        self.arguments = arguments
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                words += rest
                break
            }
            guard argument.hasPrefix("-"), argument != "-", Int(argument) == nil else {
                words.append(argument)
                continue
            }
            try takeOption(argument, &rest)
        }
    }

    private mutating func takeOption(
        _ argument: String,
        _ rest: inout ArraySlice<String>
    ) throws(Failure) {
        let isLong = argument.hasPrefix("--")
        var name = String(argument.dropFirst(isLong ? 2 : 1))
        guard isLong || ["o", "h"].contains(name) else { throw unknown(argument) }
        if name == "h" { name = "help" }
        var value: String?
        if let equals = name.firstIndex(of: "=") {
            value = String(name[name.index(after: equals)...])
            name = String(name[..<equals])
        } else if !Options.switches.contains(name), !isSwitch(name) {
            guard let next = rest.popFirst() else { throw .usage("\(argument) needs a value") }
            value = next
        }
        if try options.take(name, value) { return }
        flags.append((name, value ?? "true"))
    }

    /// Whether the command that the words so far begin takes the option without a value.
    private func isSwitch(_ name: String) -> Bool {
        let own: Set<String> = ["markdown"]
        if own.contains(name) { return true }
        return Command.named(words).contains { $0.parameter(flag: name)?.isSwitch == true }
    }

    private func unknown(_ option: String) -> Failure {
        .usage("there is no option \(option)", hint: "lmsq help \(words.first ?? "")")
    }

    func run() throws(Failure) {
        if options.isVersionWanted { return Output.write("lmsq \(Version.daemon)\n") }
        guard let first = words.first, !options.isHelpWanted else {
            if words.isEmpty, !options.isHelpWanted {
                throw .usage("there is no command", hint: "lmsq help")
            }
            return try HelpCommand(self).run(words)
        }
        let rest = Array(words.dropFirst())
        switch first {
        case "call": try CallCommand(self).run(rest)
        case "daemon": try DaemonCommand(self).run(rest)
        case "export": try ExportCommand(self).run(rest)
        case "restore": try RestoreCommand(self).run(rest)
        case "help": try HelpCommand(self).run(rest)
        case "methods": try HelpCommand(self).methods(rest)
        case "completion": try Completion(self).script(rest)
        case "complete": Completion(self).candidates(rest)
        default: try FriendlyCommand(self).run()
        }
    }

    /// The same command line with another word in the place of one, as a shell would read it.
    func line(replacing word: String, by other: String) -> String {
        let words = arguments.map { argument in
            if argument == word { return other }
            guard argument.hasSuffix("=" + word) else { return argument }
            return String(argument.dropLast(word.count)) + other
        }
        return (["lmsq"] + words.map(Self.quoted)).joined(separator: " ")
    }

    /// A word as a shell reads it.
    static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || "0123456789-_./:=,@%+".unicodeScalars.contains(scalar)
        }
        guard !isPlain || word.isEmpty else { return word }
        let parts = word.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.joined(separator: "'\\''") + "'"
    }
}
