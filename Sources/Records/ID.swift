/// Names one row of a table: positive, increasing, never given twice.
///
/// The phantom type keeps a group's id from being passed where a student's is asked for.
public struct ID<Entity>: Sendable {
    /// The largest id that every JSON reader keeps exactly.
    public static var maximum: UInt64 { (1 << 53) - 1 }

    /// The number as it is stored and shown; 0 for a row that has not been inserted yet.
    public var rawValue: UInt64

    /// Wraps a number that is known to be an id.
    @inlinable public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    /// The same number as the id of another kind: for references that are checked elsewhere.
    @inlinable public func cast<Other>(to type: Other.Type) -> ID<Other> { ID<Other>(rawValue) }
}

extension ID: BitwiseCopyable {}
extension ID: Hashable {}
extension ID: Comparable {
    /// Ids are in the order in which they were given.
    @inlinable public static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
}
extension ID: ExpressibleByIntegerLiteral {
    /// Lets tests and examples write an id as a number.
    @inlinable public init(integerLiteral value: UInt64) { self.init(value) }
}
extension ID: CustomStringConvertible {
    /// The number alone.
    public var description: String { String(rawValue) }
}
