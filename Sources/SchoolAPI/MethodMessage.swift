/// What one method is called, takes and answers.
///
/// Daemon, client and documents share it: whoever adds a method writes one of these, in a file of its own,
/// and puts its name into `MethodMessage.all`.
public struct MethodMessage: Sendable {
    /// What a call does.
    public enum Effect: Sendable {
        /// Answers from one snapshot of the store.
        case reads
        /// Changes the store; answered when the change is durable.
        case writes
        /// Concerns the session alone.
        case converses
        /// Is never answered.
        case notifies
    }

    /// `subject/verb`.
    public let name: StaticString
    public let summary: StaticString
    public let effect: Effect
    /// In the order of their positions.
    public let parameters: [Parameter]
    public let result: Shape
    /// The errors beside those that every method may answer.
    public let errors: [StaticString]
    /// Parameters that succeed in the demo school, where the examples before it have been run.
    public let example: StaticString
    /// Who may call it at all.
    public let admission: Admission

    /// Who may call a method, whatever it is about.
    public enum Admission: Sendable {
        /// Everybody, logged in or not.
        case open
        /// Every service and everybody who has logged in.
        case session
        /// A service, and whoever the rules for the rows let.
        case ruled
        /// A service alone.
        case service
    }

    /// Whether those may call it who have not logged in.
    public var isOpen: Bool { admission == .open }

    init(
        _ name: StaticString,
        _ summary: StaticString,
        _ effect: Effect = .reads,
        _ parameters: [Parameter] = [],
        answers result: Shape,
        errors: [StaticString] = [],
        example: StaticString = "{}",
        isOpen: Bool = false,
        admission: Admission = .ruled
    ) {
        self.name = name
        self.summary = summary
        self.effect = effect
        self.parameters = parameters
        self.result = result
        self.errors = errors
        self.example = example
        self.admission = isOpen ? .open : admission
    }

    /// The names of the parameters, in the order of their positions.
    public var parameterNames: [StaticString] { parameters.map(\.name) }

    /// The members of a list's items, or of the object that is answered.
    public var itemMembers: [String] {
        guard case .object(let members) = result,
            case .array(let item)? = members.first(where: { "\($0.0)" == "items" })?.1
        else { return result.memberNames }
        return item.memberNames
    }
}

/// One parameter of a method.
public struct Parameter: Sendable {
    public let name: StaticString
    public let shape: Shape
    public let summary: StaticString
    public let isRequired: Bool
    /// Whether it is accepted for those who have always sent it, and means nothing any more.
    public var isDeprecated = false

    /// One that must be given.
    static func required(
        _ name: StaticString,
        _ shape: Shape,
        _ summary: StaticString
    ) -> Parameter {
        Parameter(name: name, shape: shape, summary: summary, isRequired: true)
    }

    /// One that may be left out, or null.
    static func optional(
        _ name: StaticString,
        _ shape: Shape,
        _ summary: StaticString
    ) -> Parameter {
        Parameter(name: name, shape: shape, summary: summary, isRequired: false)
    }

    /// One that is accepted, whatever it is, and means nothing any more.
    static func deprecated(_ name: StaticString, _ summary: StaticString) -> Parameter {
        var parameter = optional(name, .any, summary)
        parameter.isDeprecated = true
        return parameter
    }
}

extension MethodMessage {
    /// The method that answers the row with an id.
    static func one(
        _ subject: StaticString,
        _ name: StaticString,
        _ row: StaticString,
        _ summary: StaticString,
        with more: [(StaticString, Shape)] = [],
        example: StaticString = #"{"id":1}"#
    ) -> MethodMessage {
        MethodMessage(
            name,
            summary,
            .reads,
            [.required("id", .id(subject), "which"), .fields],
            answers: more.isEmpty ? .named(row) : .extended(row, more),
            errors: ["notFound"],
            example: example
        )
    }
}

extension Parameter {
    /// Which way a list goes.
    static let direction = optional("dir", .oneOf(["asc", "desc"]), "asc unless told")

    /// Which way a list goes that begins with the latest.
    static let latestFirst = optional("dir", .oneOf(["asc", "desc"]), "desc unless told")

    /// Which members of an answer are wanted.
    static let fields = optional("fields", .array(.text), "only these members of what is answered")
}

extension [Parameter] {
    /// What every list takes: how many rows, and from where on.
    static func page(atMost limit: StaticString = "at most 500, 50 unless told") -> [Parameter] {
        [
            .optional("limit", .integer, limit),
            .optional("cursor", .text, "the nextCursor of the page before"),
            .optional("page", .integer, "the number of a page, from 1; instead of a cursor"),
            .optional("withCount", .boolean, "whether to count all rows"),
            .fields,
        ]
    }

    /// What every change of several rows takes.
    static var rehearsal: [Parameter] {
        [.optional("dryRun", .boolean, "answers what would be, and changes nothing")]
    }
}
