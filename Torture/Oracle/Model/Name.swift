package import Records

/// A row as the model names it: its table and a number in it, the id where the rows have one.
package struct Name: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var table: Table
    package var number: UInt64

    package init(_ table: Table, _ number: UInt64) {
        self.table = table
        self.number = number
    }

    package static func < (left: Name, right: Name) -> Bool {
        (left.table.number, left.number) < (right.table.number, right.number)
    }

    package var description: String { "\(table.name) \(number)" }
}
