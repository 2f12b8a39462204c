import Engine
import LMDB
import Records
import Storage
import Testing

@Suite("Verify")
struct VerifyTests {
    let library: TemporaryLibrary

    init() throws {
        library = try TemporaryLibrary(verifiesAtEnd: false)
        let author = try library.insert(Author("A"))
        let reader = try library.insert(Reader("R"))
        let book = try library.insert(Book("T", by: author.id, editor: reader.id))
        try library.insert(Loan(of: book.id, to: reader))
        try library.insert(Event("came", reader: reader.id))
    }

    @Test("A healthy store has no findings, and every entry was looked at")
    func healthy() throws {
        let report = try library.store.verify(LibrarySchema.self)
        #expect(report.findings == [])
        #expect(report.entries > 15)
        #expect(report.rows[Loan.table] == 1)
    }

    // INV-01
    @Test("Each entry that is deleted behind the store's back is found missing")
    func missingEntries() throws {
        for key in try library.keys() {
            let kinds = try library.findings(after: { transaction throws(EngineError) in
                try transaction.delete(key.rawSpan)
            })
            #expect(!kinds.isEmpty, "\(key) can be deleted unseen")
        }
    }

    // INV-01
    @Test("Each bit that flips in a value is a finding, and never an answer")
    func flippedBits() throws {
        for key in try library.keys() {
            let value = try #require(try library.value(at: key))
            for bit in 0..<(value.count * 8) {
                var damaged = value
                damaged[bit / 8] ^= 1 << UInt8(bit % 8)
                let copy = damaged
                let kinds = try library.findings(after: { transaction throws(EngineError) in
                    try transaction.put(key.rawSpan, copy.rawSpan)
                })
                #expect(kinds.contains(.checksum), "bit \(bit) of \(key)")
            }
        }
    }

    @Test("A value under another key is as damaged as a flipped bit")
    func swappedValues() throws {
        let keys = try library.keys()
        for (first, second) in zip(keys, keys.dropFirst()) {
            let value = try #require(try library.value(at: first))
            let kinds = try library.findings(after: { transaction throws(EngineError) in
                try transaction.put(second.rawSpan, value.rawSpan)
            })
            #expect(kinds.contains(.checksum))
        }
    }

    // INV-01
    @Test("An entry that no table, index or aggregate knows is a finding")
    func unknownEntry() throws {
        let kinds = try library.findings(after: { transaction throws(EngineError) in
            var key = Key()
            key.begin(Place(.author, 0x77), owner: 1)
            var bytes = ByteWriter()
            bytes.integer(valueChecksum(key: key.bytes, content: RawSpan()))
            try transaction.put(key.bytes, bytes.bytes)
        })
        #expect(kinds == [.unknownEntry])
    }
}
