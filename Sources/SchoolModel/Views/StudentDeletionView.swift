public import Records

/// Whether a student is soft-deleted, read in place: what a class is asked about that is marked.
public struct StudentDeletionView: BitwiseCopyable, Sendable {
    public let isDeleted: Bool

    /// Passes over the fields in front of `deletedAt`.
    @inlinable public init(_ content: RawSpan) throws(RecordError) {
        var reader = ByteReader(content)
        try reader.fieldCount(atLeast: 8)
        _ = try reader.varint()
        _ = try reader.optionalID()
        _ = try reader.textBytes()
        if try reader.flag() { _ = try reader.textBytes() }
        _ = try reader.signed()
        if try reader.flag() { _ = try reader.textBytes() }
        _ = try reader.flag()
        isDeleted = try reader.flag()
    }
}
