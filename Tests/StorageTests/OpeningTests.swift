import Engine
import LMDB
import Records
import Storage
import TestSupport
import Testing

/// The library after it has begun to keep shelves.
private enum SecondSchema: Schema {
    static func visitEntities<V: EntityVisitor & ~Copyable>(
        _ entities: inout V
    ) throws(V.Failure) {
        try LibrarySchema.visitEntities(&entities)
        try entities.visit(Shelf.self)
    }
}

private struct Shelf: Record, Equatable {
    var id: ID<Shelf> = 0
    var label = ""
    var stamps = Stamps.new

    static let table = Table(9, "shelf")
    static let place = Place(.store, 0x50)

    func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("label", label)
        fields.stamps(stamps)
    }
    static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Shelf {}
}

extension Shelf {
    init(_ label: String) { self.label = label }
    init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        label = try fields.field("label")
        stamps = try fields.stamps()
    }
}

private typealias Step = Migration<LMDBTransaction>

private func shelves(_ description: String = "one shelf for all books") -> Step {
    Step(
        number: 1,
        name: "shelves",
        description: description,
        up: { scope throws(StoreError) in
            var shelf = Shelf("all")
            try scope.insert(&shelf)
        },
        down: { scope throws(StoreError) in
            guard let shelf: Shelf = try scope.row(1) else { return }
            try scope.delete(shelf)
        }
    )
}

@Suite("Opening a store")
struct OpeningTests {
    private let folder = TemporaryFolder()

    /// Opens, runs, and lets the engine go, so that the next opening finds the file free.
    private func open<S: Schema, Success>(
        _ schema: S.Type,
        _ migrations: [Step] = [],
        applying: Bool = false,
        _ body: (Store<LMDBEngine>) throws -> Success
    ) throws -> Success {
        let engine = try LMDBEngine(opening: folder.path("store"))
        var options = Store<LMDBEngine>.Options()
        options.appliesMigrations = applying
        let store = try Store(engine, schema: schema, migrations: migrations, options: options)
        defer { store.close() }
        return try body(store)
    }

    private func addAuthor(_ store: Store<LMDBEngine>) throws(StoreError) {
        try store.write { scope throws(StoreError) in
            var author = Author("A")
            try scope.insert(&author)
        }
    }

    @Test("A store of another schema is refused, with both fingerprints")
    func mismatch() throws {
        try open(LibrarySchema.self) { store in try addAuthor(store) }
        let error = try #require(throws: StoreOpenError.self) {
            try open(SecondSchema.self) { _ in }
        }
        guard case .schemaMismatch(let found, let expected) = error else {
            Issue.record("another error: \(error)")
            return
        }
        #expect(found != expected)
        #expect(error.description.contains(String(found, radix: 16)))
    }

    @Test("A pending migration is applied when asked for, once, and its rows are there")
    func migration() throws {
        try open(LibrarySchema.self) { store in try addAuthor(store) }
        #expect(throws: StoreOpenError.migrationsPending([1])) {
            try open(SecondSchema.self, [shelves()]) { _ in }
        }
        for _ in 0..<2 {
            try open(SecondSchema.self, [shelves()], applying: true) { store throws in
                #expect(store.header.migrations.map(\.number) == [1])
                #expect(store.counters[Shelf.table].rows == 1)
                #expect(store.counters[Author.table].rows == 1)
                #expect(try store.verify(SecondSchema.self).findings == [])
            }
        }
    }

    @Test("A migration that was rewritten, or that nobody knows, is refused")
    func changedMigration() throws {
        try open(SecondSchema.self, [shelves()]) { _ in }
        #expect(throws: StoreOpenError.migrationChanged(number: 1, name: "shelves")) {
            try open(SecondSchema.self, [shelves("two shelves")]) { _ in }
        }
        #expect(throws: StoreOpenError.unknownMigration(number: 1, name: "shelves")) {
            try open(SecondSchema.self) { _ in }
        }
    }

    // INV-58
    @Test("Down and up again gives the same schema and keeps what the base holds")
    func downAndUp() throws {
        try open(LibrarySchema.self) { store in try addAuthor(store) }
        let base = try open(LibrarySchema.self) { store in store.header.fingerprint }
        try open(SecondSchema.self, [shelves()], applying: true) { store throws in
            try store.migrateDown(to: 0, from: [shelves()], leaving: base)
        }
        try open(LibrarySchema.self) { store throws in
            #expect(store.header.migrations == [])
            #expect(store.counters[Author.table].rows == 1)
            #expect(store.counters[Shelf.table].rows == 0)
            #expect(try store.verify(LibrarySchema.self).findings == [])
        }
        try open(SecondSchema.self, [shelves()], applying: true) { store throws in
            #expect(store.counters[Shelf.table].rows == 1)
        }
    }

    @Test("A store of a newer format is refused by its number")
    func newerFormat() throws {
        try open(LibrarySchema.self) { store throws in
            try store.write { scope throws(StoreError) in
                guard var header = try scope.storeHeader() else { throw .closed }
                header.format = 7
                try scope.put(header)
            }
        }
        #expect(throws: StoreOpenError.newerFormat(found: 7, known: StoreHeader.currentFormat)) {
            try open(LibrarySchema.self) { _ in }
        }
    }

    @Test("A damaged header is said to be damaged, and nothing is made anew")
    func damagedHeader() throws {
        try open(LibrarySchema.self) { store in try addAuthor(store) }
        let engine = try LMDBEngine(opening: folder.path("store"))
        try engine.write { transaction throws(EngineError) in
            var key = Key()
            key.begin(Place(.store, 0x00))
            try transaction.put(key.bytes, [1, 2, 3, 4, 5].rawSpan)
        }
        #expect(throws: StoreOpenError.store(.engine(.damaged(.checksumMismatch)))) {
            try Store(engine, schema: LibrarySchema.self)
        }
    }
}
