import Engine
import LMDB
import Records

/// A key or value that owns its bytes, for arranging tests.
typealias Bytes = [UInt8]

extension LMDBEngine {
    /// Sets keys, each in the order given, in one transaction.
    func put(_ entries: [(Bytes, Bytes)]) throws(EngineError) {
        try write { (transaction: inout LMDBTransaction) throws(EngineError) in
            for (key, value) in entries { try transaction.put(key, value) }
        }
    }

    /// The value of one key as of now.
    func value(_ key: Bytes) throws(EngineError) -> Bytes? {
        var reader = try makeReader()
        return try reader.read { view throws(EngineError) in try view.bytes(key) }
    }

    /// The entries of a range as of now.
    func entries(
        _ lower: Bytes,
        _ upper: Bytes,
        reversed: Bool = false,
        limit: Int = .max
    ) throws(EngineError) -> [(Bytes, Bytes)] {
        var reader = try makeReader()
        return try reader.read { view throws(EngineError) in
            try view.array(lower, upper, reversed: reversed, limit: limit)
        }
    }
}

extension LMDBTransaction {
    mutating func put(_ key: Bytes, _ value: Bytes) throws(EngineError) {
        unsafe try put(key.span.bytes, value.span.bytes)
    }

    @discardableResult
    mutating func delete(_ key: Bytes) throws(EngineError) -> Bool {
        unsafe try delete(key.span.bytes)
    }

    @discardableResult
    mutating func deleteRange(_ lower: Bytes, _ upper: Bytes) throws(EngineError) -> Int {
        unsafe try deleteRange(from: lower.span.bytes, below: upper.span.bytes)
    }
}

extension Snapshot where Self: ~Copyable {
    borrowing func bytes(_ key: Bytes) throws(EngineError) -> Bytes? {
        guard let value = unsafe try value(for: key.span.bytes) else { return nil }
        return value.bytes
    }

    borrowing func array(
        _ lower: Bytes,
        _ upper: Bytes,
        reversed: Bool = false,
        limit: Int = .max
    ) throws(EngineError) -> [(Bytes, Bytes)] {
        var found: [(Bytes, Bytes)] = []
        var cursor = unsafe entries(
            from: lower.span.bytes,
            below: upper.span.bytes,
            reversed: reversed,
            limit: limit
        )
        while let entry = try cursor.next() { found.append((entry.key.bytes, entry.value.bytes)) }
        return found
    }
}

extension RawSpan {
    var bytes: Bytes { unsafe withUnsafeBytes { unsafe Bytes($0) } }
}

/// A key of tree R with a number behind it, in the order of the numbers.
func key(_ number: Int, tag: UInt8 = 1) -> Bytes {
    [tag] + (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}

/// Bytes that look random and are the same in every run.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}
