import Engine
import LMDB
import Records
import Storage
import Testing

@Suite("A part of a request that is refused alone")
struct AttemptTests {
    let library: TemporaryLibrary

    init() throws { library = try TemporaryLibrary() }

    @Test("What a refused part wrote is undone; what came before it and behind it stays")
    func undone() throws {
        let names = try library.store.write { scope throws(StoreError) -> [String] in
            var first = Author("A")
            try scope.insert(&first)
            do throws(StoreError) {
                try scope.attempt { scope throws(StoreError) in
                    var second = Author("B")
                    try scope.insert(&second)
                    var book = Book("T", by: second.id)
                    try scope.insert(&book)
                    var changed = first
                    changed.name = "C"
                    try scope.update(first, to: &changed)
                    var twin = Author("C")
                    try scope.insert(&twin)
                }
                return ["the twin was not refused"]
            } catch {}
            var third = Author("B")
            try scope.insert(&third)
            let rows: [Author?] = [try scope.row(first.id), try scope.row(third.id)]
            return rows.map { $0?.name ?? "-" }
        }
        #expect(names == ["A", "B"])
        // Its id was given back: a refusal leaves no trace in the counters.
        #expect(library.store.counters[Author.table].lastID == 2)
        #expect(library.store.counters[Author.table].rows == 2)
        #expect(library.store.counters[Book.table].rows == 0)
    }

    @Test("A part within a part is undone with it, or alone")
    func nested() throws {
        try library.store.write { scope throws(StoreError) in
            try? scope.attempt { scope throws(StoreError) in
                var first = Author("A")
                try scope.insert(&first)
                try? scope.attempt { scope throws(StoreError) in
                    var second = Author("B")
                    try scope.insert(&second)
                    throw .closed
                }
                try scope.attempt { scope throws(StoreError) in
                    var third = Author("C")
                    try scope.insert(&third)
                }
                throw .closed
            }
            var last = Author("D")
            try scope.insert(&last)
        }
        #expect(library.store.counters[Author.table].rows == 1)
        #expect(try library.row(ID<Author>(1))?.name == "D")
    }
}
