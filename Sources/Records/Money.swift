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
        var digits = Array(text.utf8)[...]
        let isNegative = digits.first == 0x2d
        if isNegative { digits.removeFirst() }
        var fraction: ArraySlice<UInt8> = []
        if let point = digits.firstIndex(of: 0x2e) {
            fraction = digits[(point + 1)...]
            digits = digits[..<point]
            guard (1...2).contains(fraction.count) else { return nil }
        }
        guard !digits.isEmpty else { return nil }
        let padding = [UInt8](repeating: 0x30, count: 2 - fraction.count)
        var total: Int64 = 0
        for byte in digits + fraction + padding {
            guard (0x30...0x39).contains(byte) else { return nil }
            let digit = Int64(byte - 0x30)
            let (tenfold, isTooLarge) = total.multipliedReportingOverflow(by: 10)
            // Towards the sign, so that the smallest amount is read as well.
            let (sum, isOver) = tenfold.addingReportingOverflow(isNegative ? -digit : digit)
            guard !isTooLarge, !isOver else { return nil }
            total = sum
        }
        hundredths = total
    }
}
