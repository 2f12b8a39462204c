import LMDB
import Records
import Storage
import TestSupport
import Testing

@Suite("The example of the README")
struct DiaryTests {
    @Test("A note of a day is found by its day, newest behind oldest, and the store verifies")
    func diary() throws {
        let folder = TemporaryFolder()
        let store = try Store(LMDBEngine(opening: folder.path("diary")), schema: Diary.self)
        let note = try store.write { scope throws(StoreError) in
            var note = Note(day: Day(20_367), text: "School begins.")
            try scope.insert(&note)
            return note
        }
        var texts: [String] = []
        try store.read { view throws(StoreError) in
            var today = KeyBuffer()
            today.begin(Note.ByDay.place)
            today.append(note.day)
            try view.forEachRow(through: Note.ByDay.self, under: today.bytes) {
                (note: Note) throws(StoreError) -> Bool in
                texts.append(note.text)
                return true
            }
        }
        #expect(texts == ["School begins."])
        #expect(try store.verify(Diary.self).findings == [])
        store.close()
    }
}
