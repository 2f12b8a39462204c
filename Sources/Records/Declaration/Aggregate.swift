/// The sums that one aggregate entry holds.
public typealias Amounts = InlineArray<4, Int64>

/// Sums over rows, one entry for each owner.
public protocol Aggregate: SendableMetatype {
    /// The owner's table, then `counters`.
    static var name: StaticString { get }

    /// Where the entries lie.
    static var place: Place { get }

    /// What each slot counts, at most four.
    static var slots: [StaticString] { get }
}

/// What the rows of one entity add to an aggregate.
public protocol Contribution: SendableMetatype {
    /// Whose rows.
    associatedtype Row: Entity
    /// Which aggregate.
    associatedtype Total: Aggregate

    /// Whose entry the row counts for, or nil.
    static func owner(of row: Row) -> UInt64?

    /// Adds what the row counts.
    static func add(_ row: Row, to amounts: inout Amounts)
}

/// Entries that rows ask for and that may outlive them.
public protocol Hint: SendableMetatype {
    /// Whose rows.
    associatedtype Row: Entity

    /// The table and the fields in key order.
    static var name: StaticString { get }

    /// Where the entries lie.
    static var place: Place { get }

    /// Calls `body` for each entry that the row asks for and `old` did not.
    static func forEachKey<Failure: Error>(
        of row: Row,
        butNotOf old: Row?,
        _ body: (Key) throws(Failure) -> Void
    ) throws(Failure)
}

/// Visits what an entity declares.
public protocol PartVisitor: ~Copyable {
    /// Whose parts.
    associatedtype Row: Entity
    /// What a visit may throw.
    associatedtype Failure: Error

    /// An index.
    mutating func index<I: SecondaryIndex>(_ index: I.Type) throws(Failure) where I.Row == Row
    /// A reference.
    mutating func reference<R: Reference>(_ reference: R.Type) throws(Failure) where R.Row == Row
    /// A contribution to an aggregate.
    mutating func contribution<C: Contribution>(_ contribution: C.Type) throws(Failure)
    where C.Row == Row
    /// A hint.
    mutating func hint<H: Hint>(_ hint: H.Type) throws(Failure) where H.Row == Row
}

/// Visits the entities of a schema.
public protocol EntityVisitor: ~Copyable {
    /// What a visit may throw.
    associatedtype Failure: Error

    /// One entity.
    mutating func visit<E: Entity>(_ entity: E.Type) throws(Failure)
}

/// All entities that a store holds.
public protocol Schema: Sendable {
    /// Visits every entity once.
    static func visitEntities<V: EntityVisitor & ~Copyable>(_ entities: inout V) throws(V.Failure)
}
