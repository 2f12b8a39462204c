public import Engine
internal import Records

/// One numbered step between two schemas, with its way back.
public struct Migration<Transaction: WriteTransaction & ~Copyable>: Sendable {
    /// What a step does, in one transaction.
    public typealias Step = @Sendable (inout WriteScope<Transaction>) throws(StoreError) -> Void

    /// From 1, without gaps.
    public let number: Int
    /// For people.
    public let name: String
    /// What the step does, in words: its checksum is stored, so that it cannot be rewritten afterwards.
    public let description: String
    /// There.
    public let up: Step
    /// And back.
    public let down: Step

    /// A step with its way back.
    public init(
        number: Int,
        name: String,
        description: String,
        up: @escaping Step,
        down: @escaping Step
    ) {
        self.number = number
        self.name = name
        self.description = description
        self.up = up
        self.down = down
    }

    /// CRC-32C of number, name and description.
    var checksum: UInt32 {
        let text = "\(number)\n\(name)\n\(description)"
        return Array(text.utf8).rawSpan.crc32c
    }
}

/// Why a store is not opened.
public enum StoreOpenError: Error, Equatable, CustomStringConvertible {
    /// The store cannot be read at all.
    case store(StoreError)
    /// A newer program wrote the store.
    case newerFormat(found: Int, known: Int)
    /// The store holds changes and no header.
    case headerMissing
    /// The store's sort keys were made by another collator; they must be made anew.
    case collationChanged(found: String, expected: String)
    /// The schema's fingerprint is another one and no migration explains it.
    case schemaMismatch(found: UInt32, expected: UInt32)
    /// The program brings migrations that the store has not gone through.
    case migrationsPending([Int])
    /// The store has gone through a migration that the program does not know.
    case unknownMigration(number: Int, name: String)
    /// A migration was rewritten after it had been applied.
    case migrationChanged(number: Int, name: String)

    /// For people.
    public var description: String {
        switch self {
        case .store(let error): "the store cannot be read: \(error)"
        case .newerFormat(let found, let known):
            "the store has format \(found); this program reads up to format \(known)"
        case .headerMissing: "the store holds changes, but its header is gone"
        case .collationChanged(let found, let expected):
            "the store's names are sorted by \(found), this program's by \(expected): "
                + "open it with acceptsOtherCollation and run RenewTexts"
        case .schemaMismatch(let found, let expected):
            "the store's schema has fingerprint \(String(found, radix: 16)), this program's "
                + "\(String(expected, radix: 16)), and no migration leads from one to the other"
        case .migrationsPending(let numbers):
            "the store waits for migrations \(numbers.map(String.init).joined(separator: ", "))"
        case .unknownMigration(let number, let name):
            "the store went through migration \(number) (\(name)), which this program does not know"
        case .migrationChanged(let number, let name):
            "migration \(number) (\(name)) is not the one that the store went through"
        }
    }
}
