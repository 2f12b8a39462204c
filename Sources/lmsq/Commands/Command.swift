import Client
import SchoolAPI

/// A friendly command: a method under a name that people type, with names in place of ids.
///
/// One is declared in a few lines; its options are the parameters of its method.
///
///     static let roster = Command(
///         "roster COHORT",
///         calls: .cohortRoster,
///         shows: ["studentId", "name", "status"],
///         example: "roster 923-s --sort progress"
///     )
///
/// The pattern holds the words of the command, then what is given by its place in capitals (`COHORT` is the
/// parameter `cohortId`, or `cohort`, or a lone `id`), then options without which it is another command
/// (`--student STUDENT`). Several commands may share their words.
struct Command: Sendable {
    let pattern: String
    /// What is typed before anything else.
    let words: [String]
    /// What follows by its place, in small letters.
    let places: [String]
    /// Options that must be given.
    let needed: [String]
    /// The columns of a table; all where there are none.
    let columns: [String]
    let example: String
    /// The member of the answer that counts what is wrong, if anything can be.
    let findings: String?
    /// How many rows are fetched at once.
    let pageRows: Int
    /// What the rows of a file are that the command sends; nil for a command that only asks.
    let sends: String?
    /// The exit status by a member of the answer, where it is a verdict.
    let verdicts: [String: Int32]
    /// The rows that a table makes of an answer which is no list; nil where it shows its members.
    let arrange: (@Sendable (JSON) -> [JSON])?
    private let describe: @Sendable () -> MethodMessage

    /// Every command; `calls` is looked at only when it is needed.
    init(
        _ pattern: String,
        calls message: @escaping @Sendable @autoclosure () -> MethodMessage,
        shows columns: [String] = [],
        findings: String? = nil,
        pageRows: Int = 500,
        sends: String? = nil,
        verdicts: [String: Int32] = [:],
        example: String,
        arranging arrange: (@Sendable (JSON) -> [JSON])? = nil
    ) {
        self.pattern = pattern
        let parts = pattern.split(separator: " ").map(String.init)
        let places = parts.prefix { !$0.hasPrefix("--") }
        words = places.filter { $0.first?.isLowercase == true }
        self.places = places.filter { $0.first?.isUppercase == true }.map { $0.lowercased() }
        needed = parts.filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
        self.columns = columns
        self.findings = findings
        self.pageRows = pageRows
        self.sends = sends
        self.verdicts = verdicts
        self.arrange = arrange
        self.example = example
        describe = message
    }

    var message: MethodMessage { describe() }
    var method: String { "\(message.name)" }

    /// The commands that a command line may mean by its first words.
    static func named(_ words: [String]) -> [Command] {
        all.filter { words.starts(with: $0.words) }
    }

    /// The parameter at a place of the pattern.
    func parameter(place name: String) -> Field? {
        parameter(flag: name) ?? parameter(flag: "id")
    }

    /// The parameter that an option sets: `--group` is `groupId`, `--with-count` is `withCount`.
    func parameter(flag: String) -> Field? {
        let wanted = flag.filter { $0 != "-" }.lowercased()
        return fields.first { $0.name.lowercased() == wanted }
            ?? fields.first { $0.flag.filter { $0 != "-" } == wanted }
    }

    /// The parameters that can be given; a file is sent in place of its rows, for show unless told.
    private var fields: [Field] {
        let fields = message.parameters.map { Field($0, of: method) }
        guard sends != nil else { return fields }
        let commit = MethodMessage.enrollmentBackfill.parameters.map { Field($0, of: method) }
        return fields.filter { !["text", "rows", "dryRun"].contains($0.name) } + commit
    }

    /// The parameters that are options.
    var flags: [Field] {
        let placed = Set(places.compactMap { parameter(place: $0)?.name })
        let paged: Set<String> = ["limit", "cursor", "fields"]
        return fields.filter { !placed.contains($0.name) && !paged.contains($0.name) }
    }

    /// Whether the method answers rows, page by page.
    var isList: Bool {
        guard case .object(let members) = message.result else { return false }
        let isPaged = message.parameters.contains { "\($0.name)" == "cursor" }
        return isPaged && members.contains { "\($0.0)" == "items" }
    }
}
