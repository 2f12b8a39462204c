/// An amount in hundredths; no floating point ever touches it.
public struct Money: BitwiseCopyable, Hashable, Comparable, Sendable {
    /// The amount in hundredths of the unit.
    public var hundredths: Int64

    /// So many hundredths.
    @inlinable public init(hundredths: Int64) { self.hundredths = hundredths }

    /// Smaller amounts are smaller.
    @inlinable public static func < (left: Money, right: Money) -> Bool {
        left.hundredths < right.hundredths
    }

    /// Reads "12.50": digits, at most two decimals, an optional minus.
    public init?(_ text: String) {
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if isNegative { rest.removeFirst() }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }),
            let units = Int64(parts[0]), units <= Int64.max / 100 - 1
        else { return nil }
        var cents: Int64 = 0
        if parts.count == 2 {
            guard parts[1].utf8.count <= 2, let value = Int64(parts[1]) else { return nil }
            cents = parts[1].utf8.count == 1 ? value * 10 : value
        }
        hundredths = (units * 100 + cents) * (isNegative ? -1 : 1)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
