package import Records

/// What the specification says about the rows of one table, stated a second time.
///
/// Nothing here is taken from an entity's declarations: a wrong declaration is to be noticed.
package struct Rules<Row: Sendable>: Sendable {
    package var references: [ReferenceRule<Row>]
    package var uniques: [UniqueRule<Row>]
    /// Whether a row takes no new children.
    package var isSoftDeleted: @Sendable (Row) -> Bool

    package init(
        references: [ReferenceRule<Row>] = [],
        uniques: [UniqueRule<Row>] = [],
        isSoftDeleted: @escaping @Sendable (Row) -> Bool = { _ in false }
    ) {
        self.references = references
        self.uniques = uniques
        self.isSoftDeleted = isSoftDeleted
    }
}

/// A field that names a row of another table.
package struct ReferenceRule<Row: Sendable>: Sendable {
    /// What happens to the row when the named one is deleted.
    package enum Fate: Sendable {
        case cascade
        case restrict
        case setNull(@Sendable (inout Row) -> Void)
    }

    package let field: String
    package let target: Table
    package let fate: Fate
    package let named: @Sendable (Row) -> UInt64?

    package init(
        _ field: String,
        _ target: Table,
        _ fate: Fate,
        _ named: @escaping @Sendable (Row) -> UInt64?
    ) {
        self.field = field
        self.target = target
        self.fate = fate
        self.named = named
    }
}

/// Fields that no two rows have in common.
package struct UniqueRule<Row: Sendable>: Sendable {
    /// The names under which the store may refuse the second row.
    package let names: [String]
    /// The fields as one text, or nil where the row has none of them.
    package let fields: @Sendable (Row) -> String?

    package init(_ names: String..., fields: @escaping @Sendable (Row) -> String?) {
        self.names = names
        self.fields = fields
    }
}

/// An entity that the model knows the rules of.
package protocol Modelled: Entity, Equatable {
    static var rules: Rules<Self> { get }

    /// The orders in which the school asks for the rows.
    static var orders: [Order<Self>] { get }

    /// Tells the row from all others of the table; 0 where an id is still to be given.
    var number: UInt64 { get }

    /// Whether the row brings its own identity: then the store gives it none.
    static var isNumbered: Bool { get }
}

extension Modelled {
    package var number: UInt64 { id.rawValue }
    package static var isNumbered: Bool { true }

    /// Whether all fields are the same, texts byte for byte: `==` is not that strict.
    package func isSame(as other: Self?) -> Bool {
        guard let other, self == other else { return false }
        var mine = ByteWriter()
        var theirs = ByteWriter()
        writeContent(to: &mine)
        other.writeContent(to: &theirs)
        return mine.array == theirs.array
    }
}
