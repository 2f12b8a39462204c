import Records
import Storage
import Testing

@Suite("What a request tells the services about its rows")
struct SiblingTests {
    let library: TemporaryLibrary

    init() throws { library = try TemporaryLibrary() }

    @Test("A request names every row that it deleted, those of its cascades too")
    func deletedRows() throws {
        let author = try library.insert(Author("A"))
        let book = try library.insert(Book("T", by: author.id))
        let loan = try library.insert(Loan(of: book.id, to: library.insert(Reader("R"))))
        let deleted = try library.store.write { scope throws(StoreError) in
            #expect(scope.deletedRows == [])
            try scope.delete(author)
            return scope.deletedRows.map { [UInt64($0.table.number), $0.id] }
        }
        let expected = [
            [UInt64(Loan.table.number), loan.id.rawValue],
            [UInt64(Book.table.number), book.id.rawValue],
            [UInt64(Author.table.number), author.id.rawValue],
        ]
        #expect(deleted == expected)
        let later = try library.store.write { scope throws(StoreError) in scope.deletedRows }
        #expect(later == [])
    }

    @Test("Beside a sibling a row is checked for what the sibling does not refer to")
    func siblings() throws {
        let author = try library.insert(Author("A"))
        let first = try library.insert(Book("T", by: author.id))
        let second = try library.store.write { scope throws(StoreError) in
            var book = Book("U", by: author.id)
            try scope.insert(&book, beside: first)
            return book
        }
        #expect(try library.row(second.id) == second)
        #expect(throws: StoreError.referenceMissing(Author.table, field: "authorId", id: 99)) {
            try library.store.write { scope throws(StoreError) in
                var book = Book("V", by: 99)
                try scope.insert(&book, beside: first)
            }
        }
    }
}
