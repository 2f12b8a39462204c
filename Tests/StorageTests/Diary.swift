import Records

/// What happened on one day; several notes may share a day.
struct Note: Record {
    var id: ID<Note> = 0
    var day: Day
    var text: String
    var stamps = Stamps.new

    static let table = Table(1, "note")
    static let place = Place(Tag(0x01, owner: .id), 0x00)

    func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("day", day)
        fields.field("text", text)
        fields.stamps(stamps)
    }

    static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Note {
        try parts.index(ByDay.self)
    }

    /// Serves the notes of a day, in the order in which they were written.
    enum ByDay: SecondaryIndex {
        static let name: StaticString = "note.day"
        static let place = Place(.store, 0x01)

        static func writeKey<K: KeyWriter & ~Copyable>(of note: Note, to key: inout K) -> Bool {
            key.begin(place)
            key.append(note.day)
            key.append(note.id)
            return true
        }
    }
}

extension Note {
    init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        day = try fields.field("day")
        text = try fields.field("text")
        stamps = try fields.stamps()
    }
}

enum Diary: Schema {
    static func visitEntities<V: EntityVisitor & ~Copyable>(_ entities: inout V) throws(V.Failure) {
        try entities.visit(Note.self)
    }
}
