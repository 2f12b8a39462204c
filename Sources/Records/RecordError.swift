/// Stored bytes that are not what was written.
public enum RecordError: Error, BitwiseCopyable, Equatable {
    /// The bytes, or the key they lie under, have changed since they were written.
    case checksumMismatch
    /// A field reaches past the end.
    case truncated
    /// An enum field holds a number that no case has.
    case unknownCase(UInt8)
    /// A number is larger than its field can mean: no such id, day, time or varint.
    case numberOutOfRange
    /// A packed value, or a row with more fields than its entity has, was written by a later program.
    case unknownFormat(UInt8)
    /// A key does not have the fields of its place.
    case malformedKey
    /// A text is not UTF-8.
    case invalidText
}
