import Collation
import Engine
import LMDB
import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@testable import SchoolServices

/// A school in a folder that goes with it; checked as a whole when it is closed.
final class SchoolFixture: @unchecked Sendable {
    private let folder: TemporaryFolder
    let clock = TestClock()
    let collator: Collator
    private(set) var store: Store<LMDBEngine>
    private var engine: LMDBEngine
    private var isClosed = false
    /// Who the log names: nobody, unless a test says so.
    var context: Context
    // How many people, courses and so on have been made: their names are made of it.
    private var made = 0

    init() throws {
        folder = TemporaryFolder()
        collator = try Collator()
        context = Context(collator: collator)
        (engine, store) = try Self.open(folder.path + "/store", clock)
    }

    deinit { if !isClosed { close() } }

    private static func open(
        _ path: String,
        _ clock: TestClock
    ) throws -> (LMDBEngine, Store<LMDBEngine>) {
        var options = LMDBEngine.Options()
        options.maximumByteCount = 1 << 30
        let engine = try LMDBEngine(opening: path, options: options)
        var storeOptions = Store<LMDBEngine>.Options()
        storeOptions.clock = { clock.now }
        return (engine, try Store(engine, schema: SchoolSchema.self, options: storeOptions))
    }

    /// Checks everything that is stored, and ends the store.
    func close() {
        isClosed = true
        let report = try? store.verify(SchoolSchema.self)
        #expect(report?.findings == [], "a store must be whole when it is closed")
        #expect((try? findings()) == [], "a school must keep its rules")
        store.close()
    }

    /// Ends the store without a check: the test has broken it on purpose.
    func abandon() {
        isClosed = true
        store.close()
    }

    /// Closes the store and opens it again.
    func reopen() throws {
        store.close()
        // The old engine must be gone before its file is opened again.
        (engine, store) = try Self.open(folder.path + "/between", clock)
        store.close()
        (engine, store) = try Self.open(folder.path + "/store", clock)
    }

    /// A number that no other name of this school has.
    func next() -> Int {
        made += 1
        return made
    }
}

// MARK: - Asking

extension SchoolFixture {
    var today: Day { clock.today }

    @discardableResult
    func run<Request: WriteRequest>(_ request: Request) throws(ServiceError) -> Request.Outcome {
        try store.run(request, as: context)
    }

    func read<Success>(
        _ body: (borrowing LMDBSnapshot) throws(ServiceError) -> Success
    ) throws(ServiceError) -> Success {
        var reader: LMDBReader
        do throws(StoreError) { reader = try store.makeReader() } catch {
            throw ServiceError(error)
        }
        return try reader.read(body)
    }

    func row<E: Entity>(_ id: ID<E>) throws(ServiceError) -> E? {
        try read { view throws(ServiceError) in try view.found(id) }
    }

    func now<E: Entity>(_ row: E) throws -> E { try #require(try self.row(row.id)) }

    func count(_ table: Table) -> Int { store.counters[table].rows }

    func findings() throws(ServiceError) -> [SchoolFinding] {
        try read { view throws(ServiceError) in
            do throws(StoreError) {
                return try SchoolCheck.run(in: view, collator: collator)
            } catch { throw ServiceError(error) }
        }
    }

    /// The rows of the trail behind a number of them, oldest first.
    func log(behind count: Int = 0) throws(ServiceError) -> [ActivityLog] {
        let last = store.counters.sequence
        var entries: [ActivityLog] = []
        guard last > 0 else { return [] }
        for id in 1...last {
            let entry = try read { view throws(ServiceError) -> ActivityLog? in
                do throws(StoreError) { return try view.row(ID<ActivityLog>(id)) } catch {
                    return nil
                }
            }
            if let entry { entries.append(entry) }
        }
        return Array(entries.dropFirst(count))
    }

    /// Every entry that is stored, to see that nothing has changed.
    func dump() throws(ServiceError) -> [[UInt8]: [UInt8]] {
        try read { view throws(ServiceError) in
            var entries: [[UInt8]: [UInt8]] = [:]
            for tag in UInt8.min..<UInt8.max {
                let (lower, upper) = ([tag], [tag + 1])
                try view.forEachEntry(from: lower.rawSpan, below: upper.rawSpan) {
                    (key, content) throws(ServiceError) -> Bool in
                    entries[[UInt8](copying: key)] = [UInt8](copying: content)
                    return true
                }
            }
            return entries
        }
    }

    /// Changes a row behind the services' back.
    func tamper<E: Entity>(
        _ row: E,
        _ body: @escaping @Sendable (inout E) -> Void
    ) throws(ServiceError) {
        try store.write { scope throws(ServiceError) in
            var changed = row
            body(&changed)
            try scope.updateRow(row, to: &changed)
        }
    }

    /// Expects that a request is refused, and that nothing has changed.
    func expectRefusal<Request: WriteRequest>(
        _ error: ServiceError,
        of request: Request,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try dump()
        #expect(throws: error, sourceLocation: sourceLocation) { try run(request) }
        #expect(try dump() == before, "a refusal changes nothing", sourceLocation: sourceLocation)
    }
}
