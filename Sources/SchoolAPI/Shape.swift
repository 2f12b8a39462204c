/// The form of a value on the wire, as far as documents and tests need it.
public indirect enum Shape: Sendable {
    /// The id of a row of an entity; as a parameter also `{"ref": {"source": ..., "id": ...}}`.
    case id(StaticString)
    case integer
    case boolean
    case text
    /// `2026-10-05`.
    case date
    /// `2026-10`.
    case month
    /// `09:05`.
    case time
    /// RFC 3339 in UTC with milliseconds.
    case instant
    /// A decimal number as a text: `12.50`.
    case decimal
    /// One of some texts.
    case oneOf([String])
    case array(Shape)
    /// An object with these members, all of which are there.
    case object([(StaticString, Shape)])
    /// An object of any members.
    case anyObject
    /// Any value.
    case any
    /// An object whose members all have one shape.
    case map(Shape)
    /// The shape, or null.
    case nullable(Shape)
    case null
    /// A member that may be missing.
    case maybe(Shape)
    /// A shape with a name, described once.
    case named(StaticString)
    /// A named shape with more members.
    case extended(StaticString, [(StaticString, Shape)])

    /// The members of an object; none of anything else.
    var memberNames: [String] {
        switch self {
        case .named(let name): NamedShapes.memberNames(of: name)
        case .extended(let name, let more):
            NamedShapes.memberNames(of: name) + more.map { "\($0.0)" }
        case .object(let members): members.map { "\($0.0)" }
        default: []
        }
    }

    /// A page of rows.
    static func list(of row: StaticString) -> Shape { list(of: .named(row)) }

    /// A page of rows that show more than the row itself.
    static func list(of row: StaticString, with more: [(StaticString, Shape)]) -> Shape {
        list(of: .extended(row, more))
    }

    /// A page of items that are described where they are listed.
    static func list(of item: Shape) -> Shape {
        .object([
            ("items", .array(item)), ("nextCursor", .maybe(.text)),
            ("count", .maybe(.integer)), ("currentPage", .maybe(.integer)),
            ("totalPages", .maybe(.integer)),
        ])
    }
}
