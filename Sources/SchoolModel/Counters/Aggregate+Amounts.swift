public import Records

extension Aggregate {
    /// The sums of an entry: a varint for each slot.
    ///
    /// Without an entry all are zero.
    public static func amounts(from content: RawSpan?) throws(RecordError) -> Amounts {
        var amounts = Amounts(repeating: 0)
        guard let content else { return amounts }
        var reader = ByteReader(content)
        for slot in slots.indices {
            guard let amount = try Int64(exactly: reader.varint()) else { throw .truncated }
            amounts[slot] = amount
        }
        return amounts
    }
}
