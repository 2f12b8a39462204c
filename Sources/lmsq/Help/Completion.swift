import Client
import SchoolAPI

/// Lets shells complete words: a short script for each, which asks `lmsq complete`.
struct Completion {
    private let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    private static let shells = ["bash", "zsh", "fish"]

    func script(_ words: [String]) throws(Failure) {
        switch words {
        case ["bash"]: Output.write(Self.bash)
        case ["zsh"]: Output.write(Self.zsh)
        case ["fish"]: Output.write(Self.fish)
        default:
            throw .unknown(
                "completion for",
                words.first ?? "no shell",
                among: Self.shells,
                hint: { "lmsq completion \($0)" },
                otherwise: "lmsq completion bash, zsh or fish"
            )
        }
    }

    /// What may stand in the place of the last word.
    func candidates(_ words: [String]) {
        let last = words.last ?? ""
        let candidates = candidates(after: Array(words.dropLast()))
        for candidate in candidates where candidate.hasPrefix(last) {
            Output.write(candidate + "\n")
        }
    }

    private func candidates(after words: [String]) -> [String] {
        let plain = words.filter { !$0.hasPrefix("-") }
        let globals = Options.descriptions.map(\.option)
        guard let first = plain.first else {
            return Array(Set(Command.all.map { $0.words[0] })).sorted()
                + HelpCommand.others.map(\.name) + globals
        }
        switch first {
        case "call" where plain.count == 1: return MethodMessage.all.map { "\($0.name)" }
        case "call":
            let message = MethodMessage.all.first { "\($0.name)" == plain[1] }
            return message?.parameters.map { "\($0.name)=" } ?? []
        case "help":
            return Command.all.map { $0.words[0] } + HelpCommand.others.map(\.name)
                + MethodMessage.all.map { "\($0.name)" }
        case "daemon": return DaemonCommand.verbs
        case "completion": return Self.shells
        default: break
        }
        if ["-o", "--output"].contains(words.last ?? "") {
            return Options.Format.allCases.map(\.rawValue)
        }
        return friendly(plain, words, globals)
    }

    private func friendly(_ plain: [String], _ words: [String], _ globals: [String]) -> [String] {
        let next = Command.all.filter { command in
            command.words.starts(with: plain) && command.words.count > plain.count
        }
        guard next.isEmpty else { return next.map { $0.words[plain.count] } }
        let commands = Command.named(plain)
        if let option = words.last, option.hasPrefix("--") {
            let fields = commands.compactMap { $0.parameter(flag: String(option.dropFirst(2))) }
            if let field = fields.first(where: { !$0.isSwitch }) {
                return values(of: field.form)
            }
        }
        let place = commands.first.flatMap { command -> Field? in
            let index = plain.count - command.words.count
            return command.places.indices.contains(index)
                ? command.parameter(place: command.places[index]) : nil
        }
        let flags = commands.flatMap { $0.flags.map { "--" + $0.flag } }
        let lists = commands.contains { $0.isList } ? ["--limit", "--cursor", "--fields"] : []
        return (place.map { values(of: $0.form) } ?? []) + flags + lists + globals
    }

    /// The values that an option can have; codes and addresses, where a daemon runs already.
    private func values(of form: Form) -> [String] {
        switch form {
        case .choice(let names): return names
        case .array(let element): return values(of: element)
        case .boolean: return ["true", "false"]
        case .id(let entity?):
            var quiet = invocation
            quiet.options.spawns = false
            quiet.options.timeout = .seconds(1)
            do throws(Failure) {
                let reply = try Talk(quiet).call("\(entity)/list", [UInt8](#"{"limit":500}"#.utf8))
                let rows = JSON(reply.json)?["items"]?.elements ?? []
                return rows.compactMap { $0["code"]?.string ?? $0["email"]?.string }
            } catch { return [] }
        default: return []
        }
    }

    private static let bash = """
        _lmsq() {
            local IFS=$'\\n'
            COMPREPLY=($(lmsq complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
            [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace
            return 0
        }
        complete -o default -F _lmsq lmsq

        """

    private static let zsh = """
        #compdef lmsq
        _lmsq() {
            local -a found
            found=("${(@f)$(lmsq complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
            compadd -a found
        }
        compdef _lmsq lmsq

        """

    private static let fish = """
        function __lmsq
            set -l words (commandline -opc) (commandline -ct)
            lmsq complete -- $words[2..-1] 2>/dev/null
        end
        complete -c lmsq -f -a '(__lmsq)'

        """
}
