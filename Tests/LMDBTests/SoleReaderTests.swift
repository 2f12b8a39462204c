import Engine
import LMDB
import TestSupport
import Testing

@Suite("A reader that keeps its view")
struct SoleReaderTests {
    private func count(_ reader: SoleReader) throws -> Int {
        try reader.read(for: nil) { view throws(EngineError) in
            try view.array(key(0), key(.max)).count
        }
    }

    @Test("Each question sees all that was committed before it, whether its view was kept or not")
    func committed() throws {
        let store = TemporaryStore()
        let reader = SoleReader(try store.engine.makeReader())
        for number in 0..<20 {
            try store.engine.put([(key(number), [1])])
            #expect(try count(reader) == number + 1)
            #expect(try count(reader) == number + 1)
            if number % 3 == 0 { reader.rest() }
            if number % 6 == 0 { reader.rest() }
        }
    }

    @Test("What was not committed is not seen, and a body that fails spoils no view")
    func failed() throws {
        let store = TemporaryStore()
        let reader = SoleReader(try store.engine.makeReader())
        try store.engine.put([(key(1), [1])])
        #expect(try count(reader) == 1)
        #expect(throws: EngineError.ended) {
            try store.engine.write { transaction throws(EngineError) in
                try transaction.put(key(2), [2])
                throw .ended
            }
        }
        #expect(try count(reader) == 1)
        #expect(throws: EngineError.ended) {
            try reader.read(for: nil) { _ throws(EngineError) in throw .ended }
        }
        #expect(try count(reader) == 1)
    }

    @Test("Pages are used again once the view rests")
    func pages() throws {
        let store = TemporaryStore()
        let reader = SoleReader(try store.engine.makeReader())
        func used(after rounds: Int) throws -> Int {
            for round in 0..<rounds {
                let value = Bytes(repeating: UInt8(round & 0xff), count: 1 << 16)
                try store.engine.put([(key(1), value)])
            }
            return try store.engine.statistics().usedByteCount
        }
        _ = try used(after: 10)
        _ = try count(reader)
        let kept = try used(after: 100)
        reader.rest()
        _ = try used(after: 5)
        let rested = try used(after: 200)
        // A view that is kept holds on to every page that was given up since.
        #expect(kept >= 100 << 16 && rested < kept + (20 << 16))
    }

    @Test("A map that may grow does not wait for a view that is kept")
    func growth() throws {
        var options = LMDBEngine.Options()
        options.mapByteCount = 1 << 20
        let store = TemporaryStore(options)
        let reader = SoleReader(try store.engine.makeReader())
        #expect(try count(reader) == 0)
        for number in 0..<8 {
            try store.engine.put([(key(number), Bytes(repeating: 1, count: 1 << 20))])
            #expect(try count(reader) == number + 1)
        }
    }

    @Test("A view inside another one of the same reader traps")
    func nested() async {
        // A process that traps removes nothing: the folder is its parent's.
        let folder = TemporaryFolder()
        let result = await #expect(
            processExitsWith: .failure,
            observing: [\.standardErrorContent]
        ) { [path = folder.path("store") as String] in
            let reader = SoleReader(try LMDBEngine(opening: path).makeReader())
            try reader.read(for: nil) { _ throws(EngineError) in
                try reader.read(for: nil) { _ throws(EngineError) in }
            }
        }
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(said.contains("a view inside another one"))
    }
}
