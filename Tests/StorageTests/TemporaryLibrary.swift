import Engine
import LMDB
import Records
import Storage
import TestSupport
import Testing
import Threads

/// A store of the library's schema in a folder that goes with it; checked as a whole when it is closed.
final class TemporaryLibrary: @unchecked Sendable {
    private let folder: TemporaryFolder
    private let options: LMDBEngine.Options
    private let verifiesAtEnd: Bool
    let clock = SteppedClock()
    private(set) var store: Store<LMDBEngine>
    private var engine: LMDBEngine

    init(
        mapByteCount: Int? = nil,
        maximumByteCount: Int = 1 << 30,
        verifiesAtEnd: Bool = true
    ) throws {
        folder = TemporaryFolder()
        var options = LMDBEngine.Options()
        options.mapByteCount = mapByteCount
        options.maximumByteCount = maximumByteCount
        self.options = options
        self.verifiesAtEnd = verifiesAtEnd
        (engine, store) = try Self.open(folder.path + "/store", options, clock)
    }

    deinit {
        if verifiesAtEnd {
            let report = try? store.verify(LibrarySchema.self)
            #expect(report?.findings == [], "a store must be whole when it is closed")
        }
        store.close()
    }

    private static func open(
        _ path: String,
        _ options: LMDBEngine.Options,
        _ clock: SteppedClock
    ) throws -> (LMDBEngine, Store<LMDBEngine>) {
        let engine = try LMDBEngine(opening: path, options: options)
        var storeOptions = Store<LMDBEngine>.Options()
        storeOptions.clock = { clock.now }
        return (engine, try Store(engine, schema: LibrarySchema.self, options: storeOptions))
    }

    /// Closes the store and opens it again.
    func reopen() throws {
        store.close()
        // The old engine must be gone before its file is opened again.
        (engine, store) = try Self.open(folder.path + "/between", options, clock)
        store.close()
        (engine, store) = try Self.open(folder.path + "/store", options, clock)
    }

    @discardableResult
    func insert<E: Entity>(_ row: E) throws(StoreError) -> E {
        try store.write { scope throws(StoreError) in
            var row = row
            try scope.insert(&row)
            return row
        }
    }

    func change<E: Entity>(
        _ row: E,
        _ body: @escaping @Sendable (inout E) -> Void
    ) throws(StoreError) -> E {
        try store.write { scope throws(StoreError) in
            var changed = row
            body(&changed)
            try scope.update(row, to: &changed)
            return changed
        }
    }

    @discardableResult
    func delete<E: Entity>(_ row: E) throws(StoreError) -> [Table: Int] {
        try store.write { scope throws(StoreError) in try scope.delete(row) }
    }

    func row<E: Entity>(_ id: ID<E>) throws(StoreError) -> E? {
        var reader = try store.makeReader()
        return try reader.read { view throws(StoreError) in try view.row(id) }
    }

    func sums(of author: ID<Author>) throws(StoreError) -> [Int64] {
        var reader = try store.makeReader()
        return try reader.read { view throws(StoreError) in
            let sums = try view.amounts(Author.Counters.self, owner: author.rawValue)
            return [sums[0], sums[1]]
        }
    }
}

// MARK: - Behind the store's back

extension TemporaryLibrary {
    /// All keys.
    func keys() throws(StoreError) -> [[UInt8]] {
        var reader = try store.makeReader()
        return try reader.read { view throws(StoreError) in
            var keys: [[UInt8]] = []
            for tag in UInt8.min..<UInt8.max {
                let (lower, upper) = ([tag], [tag + 1])
                try view.forEachEntry(from: lower.rawSpan, below: upper.rawSpan) {
                    (key, content) throws(StoreError) -> Bool in
                    keys.append([UInt8](copying: key))
                    return true
                }
            }
            return keys
        }
    }

    /// The whole value of a key, checksum included.
    func value(at key: [UInt8]) throws(EngineError) -> [UInt8]? {
        var reader = try engine.makeReader()
        return try reader.read { view throws(EngineError) in
            guard let value = try view.value(for: key.rawSpan) else { return nil }
            return [UInt8](copying: value)
        }
    }

    private struct Undo: EngineFailure {
        var kinds: [Finding.Kind] = []
        init(_ error: EngineError) {}
        init(kinds: [Finding.Kind]) { self.kinds = kinds }
    }

    /// What `verify` finds after a change that is taken back again.
    func findings(
        after damage: (inout LMDBTransaction) throws(EngineError) -> Void
    ) throws -> [Finding.Kind] {
        do throws(Undo) {
            try engine.write { transaction throws(Undo) in
                do {
                    try damage(&transaction)
                    let report = try transaction.verify(LibrarySchema.self)
                    throw Undo(kinds: report.findings.map(\.kind))
                } catch let undo as Undo { throw undo } catch { throw Undo(kinds: []) }
            }
        } catch { return error.kinds }
        return []
    }
}

/// A clock that stands still until it is moved.
final class SteppedClock: @unchecked Sendable {
    private let lock = Lock()
    // Guarded by `lock`.
    private var milliseconds: Int64 = 1_760_000_000_000

    var now: Timestamp { lock.withLock { Timestamp(milliseconds: milliseconds) } }
    func advance(by milliseconds: Int64) { lock.withLock { self.milliseconds += milliseconds } }
}
