import Records

/// A small schema with one of everything that a store does: a library.
enum LibrarySchema: Schema {
    static func visitEntities<V: EntityVisitor & ~Copyable>(
        _ entities: inout V
    ) throws(V.Failure) {
        try entities.visit(Author.self)
        try entities.visit(Book.self)
        try entities.visit(Reader.self)
        try entities.visit(Loan.self)
        try entities.visit(Event.self)
    }
}

extension Tag {
    static let author = Tag(0x01, owner: .id)
    static let book = Tag(0x02, owner: .id)
    static let reader = Tag(0x03, owner: .id)
    static let shelf = Tag(0x06, owner: .day)
}

/// Who wrote books.
struct Author: Record, Equatable {
    var id: ID<Author> = 0
    var name: String
    var isRetired = false
    var stamps = Stamps.new

    static let table = Table(1, "author")
    static let place = Place(.author, 0x00)
    static var hasSoftDelete: Bool { true }
    var isDeleted: Bool { isRetired }

    func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("name", name)
        fields.field("isRetired", isRetired)
        fields.stamps(stamps)
    }
    static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Author {
        try parts.index(ByName.self)
    }

    enum ByName: SecondaryIndex {
        static let name: StaticString = "author.name"
        static let place = Place(.store, 0x40)
        static let isUnique = true
        static func writeKey<K: KeyWriter & ~Copyable>(of row: Author, to key: inout K) -> Bool {
            key.begin(place)
            key.append(text: row.name)
            return true
        }
    }

    enum Counters: Aggregate {
        static let name: StaticString = "author.counters"
        static let place = Place(.author, 0x28)
        static let slots: [StaticString] = ["books", "pages"]
    }
}

extension Author {
    init(_ name: String) { self.name = name }
    init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        name = try fields.field("name")
        isRetired = try fields.field("isRetired")
        stamps = try fields.stamps()
    }
}

/// What an author wrote; titles are unique for an author.
struct Book: Record, Equatable {
    var id: ID<Book> = 0
    var authorID: ID<Author>
    var editorID: ID<Reader>?
    var title: String
    var pages: Int
    var stamps = Stamps.new

    static let table = Table(2, "book")
    static let place = Place(.book, 0x00)

    func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("authorId", authorID)
        fields.field("editorId", editorID)
        fields.field("title", title)
        fields.field("pages", pages)
        fields.stamps(stamps)
    }
    static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Book {
        try parts.index(ByAuthorAndTitle.self)
        try parts.index(ByEditor.self)
        try parts.reference(OfAuthor.self)
        try parts.reference(OfEditor.self)
        try parts.contribution(ToAuthor.self)
    }

    enum ByAuthorAndTitle: SecondaryIndex {
        static let name: StaticString = "book.author_title"
        static let place = Place(.author, 0x01)
        static let isUnique = true
        static func writeKey<K: KeyWriter & ~Copyable>(of row: Book, to key: inout K) -> Bool {
            key.begin(place, owner: row.authorID)
            key.append(text: row.title)
            return true
        }
    }

    enum ByEditor: SecondaryIndex {
        static let name: StaticString = "book.editor"
        static let place = Place(.reader, 0x01)
        static func writeKey<K: KeyWriter & ~Copyable>(of row: Book, to key: inout K) -> Bool {
            guard let editorID = row.editorID else { return false }
            key.begin(place, owner: editorID)
            key.append(row.id)
            return true
        }
    }

    enum OfAuthor: IndexedReference {
        typealias Index = ByAuthorAndTitle
        typealias Target = Author
        static let field: StaticString = "authorId"
        static let onDelete = DeleteRule.cascade
        static func target(of row: Book) -> ID<Author>? { row.authorID }
    }

    enum OfEditor: IndexedReference {
        typealias Index = ByEditor
        typealias Target = Reader
        static let field: StaticString = "editorId"
        static let onDelete = DeleteRule.setNull
        static func target(of row: Book) -> ID<Reader>? { row.editorID }
        static func clear(_ row: inout Book) { row.editorID = nil }
    }

    enum ToAuthor: Contribution {
        typealias Total = Author.Counters
        static func owner(of row: Book) -> UInt64? { row.authorID.rawValue }
        static func add(_ row: Book, to amounts: inout Amounts) {
            amounts[0] += 1
            amounts[1] += Int64(row.pages)
        }
    }
}

extension Book {
    init(_ title: String, by author: ID<Author>, pages: Int = 100, editor: ID<Reader>? = nil) {
        authorID = author
        editorID = editor
        self.title = title
        self.pages = pages
    }
    init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        authorID = try fields.field("authorId")
        editorID = try fields.field("editorId")
        title = try fields.field("title")
        pages = try fields.field("pages", or: 1)
        stamps = try fields.stamps()
    }
}

/// Who borrows and edits.
struct Reader: Record, Equatable {
    var id: ID<Reader> = 0
    var name: String
    var stamps = Stamps.new

    static let table = Table(3, "reader")
    static let place = Place(.reader, 0x00)

    func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("name", name)
        fields.stamps(stamps)
    }
    static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Reader {}
}

extension Reader {
    init(_ name: String) { self.name = name }
    init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        name = try fields.field("name")
        stamps = try fields.stamps()
    }
}

/// A reader has a book: one row for each pair, under a key that moves with the reader's name.
struct Loan: Record, Equatable {
    var id: ID<Loan> = 0
    var readerID: ID<Reader>
    var bookID: ID<Book>
    var readerName: String
    var stamps = Stamps.new

    static let table = Table(4, "loan")
    static let place = Place(.book, 0x05)
    static var hasNaturalKey: Bool { true }
    static func writeKey<K: KeyWriter & ~Copyable>(of row: Loan, to key: inout K) {
        key.begin(place, owner: row.bookID)
        key.append(text: row.readerName)
        key.append(row.readerID)
    }

    func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("readerId", readerID)
        fields.field("bookId", bookID)
        fields.hidden("readerName", readerName)
        fields.stamps(stamps)
    }
    static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Loan {
        try parts.index(ByReaderAndBook.self)
        try parts.reference(OfReader.self)
        try parts.reference(OfBook.self)
        try parts.hint(Borrowed.self)
    }

    enum ByReaderAndBook: SecondaryIndex {
        static let name: StaticString = "loan.reader_book"
        static let place = Place(.reader, 0x02)
        static let isUnique = true
        static func writeKey<K: KeyWriter & ~Copyable>(of row: Loan, to key: inout K) -> Bool {
            key.begin(place, owner: row.readerID)
            key.append(row.bookID)
            return true
        }
    }

    enum OfReader: IndexedReference {
        typealias Index = ByReaderAndBook
        typealias Target = Reader
        static let field: StaticString = "readerId"
        static let onDelete = DeleteRule.restrict
        static func target(of row: Loan) -> ID<Reader>? { row.readerID }
    }

    enum OfBook: OwnedReference {
        typealias Row = Loan
        typealias Target = Book
        static let field: StaticString = "bookId"
        static let onDelete = DeleteRule.cascade
        static func target(of row: Loan) -> ID<Book>? { row.bookID }
    }

    enum Borrowed: Hint {
        typealias Row = Loan
        static let name: StaticString = "reader.borrowed"
        static let place = Place(.reader, 0x15)
        static func forEachKey<Failure: Error>(
            of row: Loan,
            butNotOf old: Loan?,
            _ body: (Key) throws(Failure) -> Void
        ) throws(Failure) {
            guard row.bookID != old?.bookID else { return }
            var key = Key()
            key.begin(place, owner: row.readerID)
            key.append(row.bookID)
            try body(key)
        }
    }
}

extension Loan {
    init(of book: ID<Book>, to reader: Reader) {
        readerID = reader.id
        bookID = book
        readerName = reader.name
    }
    init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        readerID = try fields.field("readerId")
        bookID = try fields.field("bookId")
        readerName = try fields.field("readerName")
        stamps = try fields.stamps()
    }
}

/// What happened: a row that lives inside a change.
struct Event: Record, Equatable {
    var id: ID<Event> = 0
    var readerID: ID<Reader>?
    var text: String
    var stamps = Stamps.new

    static let table = Table(5, "event")
    static let place = Place(.changes, 0x00)

    func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("readerId", readerID)
        fields.field("text", text)
        fields.field("createdAt", stamps.createdAt)
    }
    static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Event {
        try parts.index(ByReader.self)
    }

    enum ByReader: SecondaryIndex {
        static let name: StaticString = "event.reader"
        static let place = Place(.reader, 0x17)
        static func writeKey<K: KeyWriter & ~Copyable>(of row: Event, to key: inout K) -> Bool {
            guard let readerID = row.readerID else { return false }
            key.begin(place, owner: readerID)
            key.append(row.id)
            return true
        }
        static func writeContent(of row: Event, to content: inout ByteWriter) {}
        static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            _ = try reader.owner()
            key.append(byte: Tag.changes.rawValue)
            key.append(id: try reader.id())
        }
    }
}

extension Event {
    init(_ text: String, reader: ID<Reader>? = nil) {
        self.text = text
        readerID = reader
    }
    init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        readerID = try fields.field("readerId")
        text = try fields.field("text")
        let createdAt: Timestamp = try fields.field("createdAt")
        stamps = Stamps(createdAt: createdAt, updatedAt: createdAt, version: 1)
    }
}
