import Engine
import LMDB
import Records
import Storage
import Testing
import Threads

@Suite("The write lane")
struct LaneTests {
    let library: TemporaryLibrary

    init() throws { library = try TemporaryLibrary() }

    @Test("Requests of many threads are all answered, share commits, and lose nothing")
    func groupCommit() throws {
        let threads = (0..<8).map { thread in
            WorkerThread { [library] in
                for index in 0..<25 {
                    _ = try? library.insert(Author("\(thread)-\(index)"))
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(library.store.counters[Author.table].rows == 200)
        let figures = library.store.laneStatistics
        #expect(figures.requests >= 200)
        #expect(figures.commits <= figures.requests)
    }

    // INV-03
    @Test("A request refused half-way is undone alone: its neighbours in the batch stay")
    func refusalIsAlone() throws {
        try library.insert(Author("taken"))
        let threads = (0..<6).map { thread in
            WorkerThread { [library] in
                for index in 0..<20 {
                    _ = try? library.store.write { scope throws(StoreError) in
                        var author = Author("\(thread)-\(index)")
                        try scope.insert(&author)
                        var book = Book("T", by: author.id)
                        try scope.insert(&book)
                        if index % 2 == 0 {
                            var second = Author("taken")
                            try scope.insert(&second)
                        }
                    }
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(library.store.counters[Author.table].rows == 1 + 60)
        #expect(library.store.counters[Book.table].rows == 60)
    }

    @Test("A store opened anew counts as it did, with and without a clean close")
    func countersSurvive() throws {
        for index in 0..<30 { try library.insert(Author("\(index)")) }
        let before = library.store.counters
        try library.reopen()
        #expect(library.store.counters[Author.table] == before[Author.table])
        #expect(library.store.counters.sequence == before.sequence + 1)
    }

    @Test("Meta records stand often enough, so that opening replays few changes")
    func metaRecords() throws {
        for batch in 0..<3 {
            try library.store.write { scope throws(StoreError) in
                for index in 0..<900 {
                    var event = Event("\(batch) \(index)")
                    try scope.insert(&event)
                }
            }
        }
        let before = library.store.counters
        #expect(before[Event.table].rows == 2700)
        try library.reopen()
        #expect(library.store.counters[Event.table].rows == 2700)
    }

    @Test("A request after close is refused, and does not hang")
    func closed() throws {
        let other = try TemporaryLibrary()
        other.store.close()
        #expect(throws: StoreError.closed) {
            try other.store.write { scope throws(StoreError) in
                var author = Author("late")
                try scope.insert(&author)
            }
        }
    }

    @Test("The map grows under writers and no caller sees it")
    func growth() throws {
        let small = try TemporaryLibrary(mapByteCount: 1 << 20)
        for batch in 0..<40 {
            try small.store.write { scope throws(StoreError) in
                for index in 0..<50 {
                    var author = Author("\(batch)-\(index)-" + String(repeating: "x", count: 900))
                    author.name += "y"
                    try scope.insert(&author)
                }
            }
        }
        #expect(small.store.counters[Author.table].rows == 2000)
    }

    @Test("A full store refuses what is too much and still deletes")
    func full() throws {
        let tiny = try TemporaryLibrary(mapByteCount: 1 << 20, maximumByteCount: 1 << 20)
        var kept: [Author] = []
        var refusal: StoreError?
        while refusal == nil {
            do throws(StoreError) {
                let name = "\(kept.count) " + String(repeating: "z", count: 900)
                kept.append(try tiny.insert(Author(name)))
            } catch { refusal = error }
        }
        #expect(refusal == .engine(.mapFull))
        #expect(kept.count > 100)
        for author in kept.prefix(kept.count / 2) { try tiny.delete(author) }
        #expect(tiny.store.counters[Author.table].rows == kept.count - kept.count / 2)
        try tiny.insert(Author("again"))
    }
}
