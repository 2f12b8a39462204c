import Engine
import LMDB
import Records
import Storage
import Testing

@Suite("Rows and what follows from them")
struct RowTests {
    let library: TemporaryLibrary

    init() throws { library = try TemporaryLibrary() }

    @Test("A row comes back as it was written, with an id and stamps")
    func roundTrip() throws {
        let written = try library.insert(Author("Əzizə"))
        #expect(written.id == 1)
        #expect(written.stamps.version == 1)
        #expect(written.stamps.createdAt == written.stamps.updatedAt)
        #expect(try library.row(written.id) == written)
    }

    @Test("A second row with the same unique key is refused and leaves no trace")
    func unique() throws {
        let first = try library.insert(Author("A"))
        let before = library.store.counters
        #expect(throws: StoreError.unique(Author.table, index: "author.name")) {
            try library.insert(Author("A"))
        }
        #expect(library.store.counters == before)
        #expect(try library.insert(Author("B")).id == ID(first.id.rawValue + 1))
    }

    // INV-08
    @Test("A reference to a missing row is refused, and so is one to a deleted row")
    func references() throws {
        #expect(throws: StoreError.referenceMissing(Author.table, field: "authorId", id: 9)) {
            try library.insert(Book("T", by: 9))
        }
        var author = try library.insert(Author("A"))
        author = try library.change(author) { $0.isRetired = true }
        #expect(throws: StoreError.referenceDeleted(Author.table, field: "authorId", id: 1)) {
            try library.insert(Book("T", by: author.id))
        }
    }

    // INV-07
    @Test("An update touches updatedAt and version only when something changed")
    func updates() throws {
        let author = try library.insert(Author("A"))
        library.clock.advance(by: 1000)
        #expect(try library.change(author) { _ in } == author)
        let renamed = try library.change(author) { $0.name = "B" }
        #expect(renamed.stamps.version == 2)
        #expect(renamed.stamps.updatedAt > author.stamps.updatedAt)
        #expect(renamed.stamps.createdAt == author.stamps.createdAt)
        #expect(try library.insert(Author("A")).id == 2)
    }

    @Test("A row whose key holds a name moves with the name and keeps its id")
    func movingKey() throws {
        let author = try library.insert(Author("A"))
        let book = try library.insert(Book("T", by: author.id))
        let reader = try library.insert(Reader("Nigar"))
        let loan = try library.insert(Loan(of: book.id, to: reader))
        let moved = try library.change(loan) { $0.readerName = "Aygün" }
        #expect(try library.row(loan.id) == moved)
        #expect(try library.row(loan.id)?.readerName == "Aygün")
    }

    // INV-01
    @Test("Sums follow inserts, updates, moves between owners and deletions")
    func sums() throws {
        let first = try library.insert(Author("A"))
        let second = try library.insert(Author("B"))
        let book = try library.insert(Book("T", by: first.id, pages: 120))
        #expect(try library.sums(of: first.id) == [1, 120])
        var moved = try library.change(book) { $0.pages = 90 }
        #expect(try library.sums(of: first.id) == [1, 90])
        moved = try library.change(moved) { $0.authorID = second.id }
        #expect(try library.sums(of: first.id) == [0, 0])
        #expect(try library.sums(of: second.id) == [1, 90])
        try library.delete(moved)
        #expect(try library.sums(of: second.id) == [0, 0])
    }

    // INV-09
    @Test("Deleting cascades, clears and is forbidden exactly as declared")
    func deletion() throws {
        let author = try library.insert(Author("A"))
        let editor = try library.insert(Reader("Editor"))
        let borrower = try library.insert(Reader("Borrower"))
        let book = try library.insert(Book("T", by: author.id, editor: editor.id))
        let loan = try library.insert(Loan(of: book.id, to: borrower))
        #expect(throws: StoreError.hasDependents(Reader.table, by: Loan.table, count: 1)) {
            try library.delete(borrower)
        }
        #expect(try library.delete(editor) == [Reader.table: 1])
        #expect(try library.row(book.id)?.editorID == nil)
        #expect(
            try library.delete(author) == [Author.table: 1, Book.table: 1, Loan.table: 1]
        )
        #expect(try library.row(loan.id) == nil)
        #expect(try library.row(borrower.id) == borrower)
    }

    // INV-02
    @Test("An id is never given twice, not even after its row is gone and the store reopened")
    func idsAreNotReused() throws {
        let last = try library.insert(Author("C"))
        try library.delete(last)
        try library.reopen()
        #expect(try library.insert(Author("D")).id > last.id)
    }

    @Test("A row inside a change has the change's sequence as its id and is found by its index")
    func changesHoldRows() throws {
        let reader = try library.insert(Reader("R"))
        let first = try library.insert(Event("came", reader: reader.id))
        let second = try library.insert(Event("went", reader: reader.id))
        #expect(second.id.rawValue == first.id.rawValue + 1)
        #expect(library.store.counters.sequence == second.id.rawValue)
        #expect(try library.row(first.id) == first)
    }
}

extension RowTests {
    @Test("A row that brings along the id of another one is refused, under a natural key too")
    func takenID() throws {
        let author = try library.insert(Author("A"))
        var other = Author("B")
        other.id = author.id
        #expect(throws: StoreError.unique(Author.table, index: "key")) {
            try library.insert(other)
        }
        let book = try library.insert(Book("T", by: author.id))
        let loan = try library.insert(Loan(of: book.id, to: library.insert(Reader("R"))))
        var second = try Loan(of: book.id, to: library.insert(Reader("S")))
        second.id = loan.id
        #expect(throws: StoreError.unique(Loan.table, index: "id")) {
            try library.insert(second)
        }
    }
}
