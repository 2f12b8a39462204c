public import Engine
public import Records

/// What the policy can judge: a row, or what a list makes of one; it says what it hangs on.
///
/// What is not judged is for service sessions alone.
public protocol Judged: Sendable {
    /// The line of the policy.
    static var subject: PolicySubject { get }

    /// What the conditions of the line look at. A row that is about to be written is in no store yet:
    /// what it hangs on is.
    func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors
}

/// An entity that the policy can judge.
public protocol Guarded: Entity, Judged {
    /// What differs between two rows; nil where it cannot be told, so that no narrow change fits.
    static func changedFields(_ old: Self, _ new: Self) -> Set<String>?
}

extension Guarded {
    /// It cannot be told.
    public static func changedFields(_ old: Self, _ new: Self) -> Set<String>? { nil }
}

extension Guarded where Self: Record {
    /// The names of the fields whose stored bytes differ, but for the stamps.
    public static func changedFields(_ old: Self, _ new: Self) -> Set<String>? {
        var before = FieldBytes()
        old.write(to: &before)
        var after = FieldBytes()
        new.write(to: &after)
        var names: Set<String> = []
        for (old, new) in zip(before.fields, after.fields) where old.bytes != new.bytes {
            names.insert(old.name)
        }
        return names.subtracting(["createdAt", "updatedAt", "version"])
    }
}

/// Gathers names and stored bytes.
private struct FieldBytes: FieldWriter, ~Copyable {
    var fields: [(name: String, bytes: [UInt8])] = []

    mutating func field<V: FieldValue>(_ name: StaticString, _ value: V) {
        var bytes = ByteWriter()
        value.write(to: &bytes)
        fields.append(("\(name)", bytes.array))
    }

    mutating func hidden<V: FieldValue>(_ name: StaticString, _ value: V) { field(name, value) }
}
