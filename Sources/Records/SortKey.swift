/// The first 18 bytes of a collation key: enough to order nearly all names without asking the collator.
///
/// Names that share all 18 bytes are ordered by their whole keys while they are read.
public struct SortKey: BitwiseCopyable, Hashable, Comparable, Sendable {
    /// How many bytes of the collator's key are stored.
    public static var byteCount: Int { @inlinable get { 18 } }

    @usableFromInline var first: UInt64
    @usableFromInline var second: UInt64
    @usableFromInline var third: UInt16

    /// Cuts or zero-fills the collator's key.
    public init(_ bytes: [UInt8]) {
        func word(_ range: Range<Int>) -> UInt64 {
            range.reduce(0) { $0 << 8 | ($1 < bytes.count ? UInt64(bytes[$1]) : 0) }
        }
        first = word(0..<8)
        second = word(8..<16)
        third = UInt16(word(16..<18))
    }

    @inlinable init(first: UInt64, second: UInt64, third: UInt16) {
        self.first = first
        self.second = second
        self.third = third
    }

    /// Byte order.
    @inlinable public static func < (left: SortKey, right: SortKey) -> Bool {
        if left.first != right.first { return left.first < right.first }
        if left.second != right.second { return left.second < right.second }
        return left.third < right.third
    }
}

extension KeyReader {
    /// The 18 bytes of a collated name.
    @inlinable @_lifetime(self: copy self)
    public mutating func sortKey() throws(RecordError) -> SortKey {
        let first = try reader.integer(as: UInt64.self).byteSwapped
        let second = try reader.integer(as: UInt64.self).byteSwapped
        let third = try reader.integer(as: UInt16.self).byteSwapped
        return SortKey(first: first, second: second, third: third)
    }
}
