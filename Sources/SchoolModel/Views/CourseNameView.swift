public import Records

/// The name of a course, read in place: the first field of its row.
public struct CourseNameView: ~Escapable, BitwiseCopyable {
    @usableFromInline let text: ByteReader

    /// UTF-8, lent.
    public var name: RawSpan { @inlinable @_lifetime(copy self) get { text.rest } }

    /// Reads the first field of the row.
    @inlinable @inline(__always) @_lifetime(copy content)
    public init(_ content: RawSpan) throws(RecordError) {
        var reader = ByteReader(content)
        try reader.fieldCount(atLeast: 1)
        text = try ByteReader(reader.textBytes())
    }
}
