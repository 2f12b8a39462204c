import Engine
import Glibc
import LMDB
import Records
import Storage
import TestSupport
import Testing
import Threads

@Suite("The log of changes")
struct ChangeLogTests {
    private let folder = TemporaryFolder()

    private func open(
        _ name: String = "store",
        keeping count: Int = 1_000_000
    ) throws -> Store<LMDBEngine> {
        var options = Store<LMDBEngine>.Options()
        options.changesKept = count
        return try Store(
            LMDBEngine(opening: folder.path(name)),
            schema: LibrarySchema.self,
            options: options
        )
    }

    private func changes(
        _ store: Store<LMDBEngine>,
        after sequence: UInt64 = 0
    ) throws -> [AcceptedChange] {
        try store.read { view throws(StoreError) in
            var changes: [AcceptedChange] = []
            try view.forEachChange(after: sequence) { change throws(StoreError) -> Bool in
                changes.append(change)
                return true
            }
            return changes
        }
    }

    /// One row, changed so often; each change but the first says nothing but that.
    private func rename(_ count: Int, in store: Store<LMDBEngine>) throws {
        try run(count, in: store) { number, scope throws(StoreError) in
            guard var author: Author = try scope.row(ID(1)) else {
                var author = Author("new")
                return try scope.insert(&author)
            }
            let old = author
            author.name = "\(old.stamps.version) \(number)"
            try scope.update(old, to: &author)
        }
    }

    /// Runs so many requests, which share commits.
    private func run(
        _ count: Int,
        in store: Store<LMDBEngine>,
        _ body:
            @escaping @Sendable (Int, inout Store<LMDBEngine>.Scope) throws(StoreError) -> Void
    ) throws {
        let done = Counter()
        for number in 0..<count {
            store.submit { scope throws(StoreError) in
                try body(number, &scope)
            } then: { result in
                if case .success = result { done.add() }
            }
        }
        // Behind all others.
        try store.write { _ throws(StoreError) in }
        #expect(done.value == count)
    }

    /// Waits until the writer has had nothing to do and has moved the horizon so far.
    private func waitForHorizon(_ horizon: UInt64, of store: Store<LMDBEngine>) {
        while store.changeHorizon < horizon { WorkerThread.yield() }
    }

    private func expectWhole(_ store: Store<LMDBEngine>) throws {
        #expect(try store.verify(LibrarySchema.self).findings == [])
    }

    @Test("A change tells which rows were created, updated and deleted, in the order of commits")
    func verbs() throws {
        let store = try open()
        let author = try store.write { scope throws(StoreError) in
            var author = Author("A")
            try scope.insert(&author)
            return author
        }
        try store.write { scope throws(StoreError) in
            var changed = author
            changed.name = "B"
            try scope.update(author, to: &changed)
        }
        try store.write { scope throws(StoreError) in
            if let author: Author = try scope.row(author.id) { _ = try scope.delete(author) }
        }
        let found = try changes(store)
        #expect(found.map(\.sequence) == [1, 2, 3])
        #expect(found.flatMap(\.rows).map(\.verb) == [.created, .updated, .deleted])
        #expect(Set(found.flatMap(\.rows).map(\.key)).count == 1)
        #expect(try changes(store, after: 2).map(\.sequence) == [3])
    }

    @Test("Old changes go when the writer rests; the last ones stay, and so do counters")
    func forgetting() throws {
        let store = try open(keeping: 40)
        try rename(400, in: store)
        waitForHorizon(355, of: store)
        let horizon = store.changeHorizon
        #expect(horizon <= store.counters.sequence - 40)
        let left = try changes(store).map(\.sequence)
        #expect(left.first == 1, "it holds a counter")
        #expect(left.filter { $0 > 1 && $0 <= horizon } == [])
        #expect(left.filter { $0 > horizon } == Array((horizon + 1)...store.counters.sequence))
        try store.read { view throws(StoreError) in
            #expect(try view.changeHorizon() == horizon)
            #expect(try view.lastSequence() == 400)
        }
        try expectWhole(store)
    }

    // INV-31, T27
    @Test("Activity rows and meta records are never forgotten")
    func kept() throws {
        let store = try open(keeping: 10)
        try run(1_100, in: store) { number, scope throws(StoreError) in
            guard number % 10 == 0 else {
                guard let old: Author = try scope.row(ID(1)) else {
                    var author = Author("new")
                    return try scope.insert(&author)
                }
                var author = old
                author.name = "\(number)"
                try scope.update(old, to: &author)
                return
            }
            var event = Event("\(number)")
            try scope.insert(&event)
        }
        waitForHorizon(1_080, of: store)
        #expect(try changes(store).count(where: \.holdsRow) == 110)
        #expect(try changes(store).contains { $0.sequence == 1_000 })
        try expectWhole(store)
    }

    @Test("To keep less takes effect at once, and a store opened anew knows its horizon")
    func reopening() throws {
        let (counters, horizon): (Counters, UInt64)
        do {
            let store = try open()
            try rename(300, in: store)
            #expect(store.changeHorizon == 0)
            store.changesKept = 50
            waitForHorizon(245, of: store)
            store.close()
            (counters, horizon) = (store.counters, store.changeHorizon)
        }
        let again = try open(keeping: 50)
        #expect(again.changeHorizon == horizon)
        #expect(again.counters[Author.table] == counters[Author.table])
        #expect(again.counters.sequence == counters.sequence + 1, "the record of a clean close")
        try expectWhole(again)
    }

    // INV-01
    @Test("A process that is killed while it forgets leaves a store that counts right")
    func killed() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = folder.path("killed") as String] in
            var options = Store<LMDBEngine>.Options()
            options.changesKept = 20
            let store = try Store(
                LMDBEngine(opening: path),
                schema: LibrarySchema.self,
                options: options
            )
            for number in 0..<60 {
                try store.write { scope throws(StoreError) in
                    var author = Author("\(number)")
                    try scope.insert(&author)
                    let old = author
                    author.isRetired = true
                    try scope.update(old, to: &author)
                }
                try store.write { scope throws(StoreError) in
                    guard let old: Author = try scope.row(ID(UInt64(number + 1))) else { return }
                    var author = old
                    author.name += "!"
                    try scope.update(old, to: &author)
                }
            }
            while store.changeHorizon < 95 { WorkerThread.yield() }
            kill(getpid(), SIGKILL)
        }
        let store = try open("killed", keeping: 20)
        let authors = store.counters[Author.table]
        #expect(authors.rows == 60 && authors.lastID == 60)
        #expect(store.counters.sequence == 120)
        #expect(store.changeHorizon >= 95)
        try expectWhole(store)
    }

    @Test("More rows than a change lists are told as that")
    func shortened() throws {
        let store = try open()
        try store.write { scope throws(StoreError) in
            for number in 0...200 {
                var author = Author("\(number)")
                try scope.insert(&author)
            }
        }
        let change = try #require(try changes(store).first)
        #expect(change.isShortened)
        #expect(change.rows == [])
    }

    @Test("Every commit is told of, behind its callers")
    func didCommit() throws {
        let count = Counter()
        var options = Store<LMDBEngine>.Options()
        options.didCommit = { count.add() }
        let store = try Store(
            LMDBEngine(opening: folder.path("told")),
            schema: LibrarySchema.self,
            options: options
        )
        for _ in 0..<5 { try rename(1, in: store) }
        store.close()
        #expect(count.value >= 5)
        #expect(count.value == store.laneStatistics.commits)
    }
}

private final class Counter: @unchecked Sendable {
    private let lock = Lock()
    private var count = 0
    func add() { lock.withLock { count += 1 } }
    var value: Int { lock.withLock { count } }
}
