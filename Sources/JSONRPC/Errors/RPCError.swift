/// The error of a reply: a stable name, a text for people without personal data, and facts.
public struct RPCError: Error, Equatable, Sendable {
    /// The code and its name.
    public let kind: Kind
    /// A fixed text.
    public let message: StaticString
    /// What a program may want to know besides the kind.
    public var facts: [Fact]
    /// What to do about it, for people.
    public var hint: String?
    /// Whether the same request may succeed later.
    public var isRetryable: Bool

    /// An error with the kind's own text, unless there is a better one.
    public init(
        _ kind: Kind,
        _ message: StaticString? = nil,
        facts: [Fact] = [],
        hint: String? = nil,
        isRetryable: Bool? = nil
    ) {
        self.kind = kind
        self.message = message ?? kind.message
        self.facts = facts
        self.hint = hint
        self.isRetryable = isRetryable ?? kind.isRetryable
    }

    /// Whether two errors read alike.
    public static func == (left: RPCError, right: RPCError) -> Bool {
        left.kind == right.kind && "\(left.message)" == "\(right.message)"
            && left.facts == right.facts && left.hint == right.hint
            && left.isRetryable == right.isRetryable
    }

    /// One named fact.
    public struct Fact: Equatable, Sendable {
        /// What it is about.
        public let name: StaticString
        /// What it is.
        public let value: Value

        /// A fact.
        public init(_ name: StaticString, _ value: Value) {
            self.name = name
            self.value = value
        }

        /// Whether two facts read alike.
        public static func == (left: Fact, right: Fact) -> Bool {
            "\(left.name)" == "\(right.name)" && left.value == right.value
        }
    }

    /// What a fact can be.
    public enum Value: Equatable, Sendable {
        /// A text.
        case text(String)
        /// A whole number.
        case number(Int64)
        /// A truth value.
        case bool(Bool)
        /// Null.
        case null
        /// JSON that is written already.
        case json([UInt8])
    }
}
