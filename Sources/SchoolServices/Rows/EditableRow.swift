public import Engine
public import Records
public import SchoolModel

/// A row that its callers fill in themselves: one set of requests makes, changes and deletes them all.
public protocol EditableRow: Record {
    /// Fills in what follows from other fields, and refuses a row that breaks a rule.
    ///
    /// `old` is the row before a change, nil for a new one.
    mutating func prepare<S: Snapshot & ~Copyable>(
        after old: Self?,
        in snapshot: borrowing S,
        by context: Context
    ) throws(ServiceError)
}

/// A row that can be hidden and brought back.
public protocol SoftDeletableRow: Entity {
    /// When it was hidden.
    var deletedAt: Timestamp? { get set }
}

extension CodingTask: SoftDeletableRow {}
extension Payment: SoftDeletableRow {}
extension SchoolTest: SoftDeletableRow {}
