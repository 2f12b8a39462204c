import Engine
import LMDB
import TestSupport
import Testing

struct GrowthTests {
    private static let mebibyte = 1 << 20

    private static func small(maximum: Int = 32 << 30) -> LMDBEngine.Options {
        var options = LMDBEngine.Options()
        options.mapByteCount = mebibyte
        options.maximumByteCount = maximum
        return options
    }

    @Test("A small map grows while others read, and nobody sees an error")
    func growsBesideReaders() async throws {
        let store = TemporaryStore(Self.small())
        let engine = store.engine
        try engine.put([(key(0), [0])])
        try await withThrowingTaskGroup { group in
            for _ in 0..<3 {
                group.addTask {
                    var reader = try engine.makeReader()
                    var seen = 0
                    while seen < 2_000 {
                        let count = try reader.read { view throws(EngineError) in
                            try view.array(key(0), key(.max)).count
                        }
                        #expect(count >= seen)
                        seen = count
                        await Task.yield()
                    }
                }
            }
            group.addTask {
                let value = Bytes(repeating: 9, count: 4_000)
                for start in stride(from: 1, to: 2_001, by: 100) {
                    try engine.put((start..<start + 100).map { (key($0), value) })
                }
            }
            try await group.waitForAll()
        }
        let statistics = try engine.statistics()
        #expect(statistics.trees[0].entryCount == 2_001)
        #expect(statistics.mapByteCount >= 8 * Self.mebibyte)
    }

    @Test("The body of a write that met the end of the map runs again from the start")
    func bodyRunsAgain() throws {
        let store = TemporaryStore(Self.small())
        var runs = 0
        try store.engine.write { transaction throws(EngineError) in
            runs += 1
            #expect(try transaction.bytes([1]) == nil)
            try transaction.put([1], [1])
            for number in 0..<3 {
                try transaction.put(key(number), Bytes(repeating: 1, count: Self.mebibyte))
            }
        }
        // 1, 2 and 4 MiB.
        #expect(runs == 3)
        #expect(try store.engine.entries([1], [2]).count == 4)
    }

    @Test("A body that hides the full map from its caller is run again all the same")
    func hiddenError() throws {
        let store = TemporaryStore(Self.small())
        try store.engine.write { transaction throws(EngineError) in
            do throws(EngineError) {
                try transaction.put([1], Bytes(repeating: 1, count: Self.mebibyte))
            } catch {}
        }
        #expect(try store.engine.value([1])?.count == Self.mebibyte)
    }

    @Test("At its maximum the map is full, what was there stays, and deleting makes room")
    func fullAtMaximum() throws {
        let store = TemporaryStore(Self.small(maximum: 2 * Self.mebibyte))
        let engine = store.engine
        let value = Bytes(repeating: 9, count: 1_000)
        var count = 0
        let error = #expect(throws: EngineError.self) {
            while true {
                try engine.put([(key(count), value)])
                count += 1
            }
        }
        #expect(error == .mapFull)
        #expect(try engine.entries([1], [2]).count == count)
        for start in stride(from: 0, to: count / 2, by: 10) {
            try engine.write { transaction throws(EngineError) in
                #expect(try transaction.deleteRange(key(start), key(start + 10)) == 10)
            }
        }
        let statistics = try engine.statistics()
        #expect(statistics.freeByteCount > statistics.usedByteCount / 4)
        try engine.put([(key(count), value)])
        #expect(try engine.value(key(count)) == value)
    }

    @Test("In a full store only writes that do not add to the content go on")
    func reserve() throws {
        let store = TemporaryStore(Self.small(maximum: 2 * Self.mebibyte))
        let engine = store.engine
        let value = Bytes(repeating: 9, count: 1_000)
        var count = 0
        while let _ = try? engine.put([(key(count), value)]) { count += 1 }
        // Replaced, and moved: as much as before.
        try engine.put([(key(0), value.reversed())])
        try engine.write { transaction throws(EngineError) in
            try transaction.put(key(0, tag: 2), value)
            try transaction.delete(key(0))
        }
        #expect(throws: EngineError.mapFull) { try engine.put([(key(1), value + [1])]) }
        #expect(throws: EngineError.mapFull) { try engine.put([(key(0), [])]) }
        #expect(try engine.value(key(1)) == value)
        for number in 1..<count {
            try engine.write { transaction throws(EngineError) in
                #expect(try transaction.delete(key(number)))
            }
        }
        #expect(try engine.entries([1], [2]).isEmpty)
        try engine.put((0..<count / 2).map { (key($0), value) })
    }

    @Test("A write inside a read of its own thread gets the error instead of waiting for itself")
    func growthInsideRead() throws {
        let store = TemporaryStore(Self.small())
        var reader = try store.engine.makeReader()
        let large = Bytes(repeating: 1, count: Self.mebibyte)
        try reader.read { _ throws(EngineError) -> Void in
            #expect(throws: EngineError.mapFull) { try store.engine.put([([1], large)]) }
        }
        try store.engine.put([([1], large)])
    }

    @Test("A store that outgrew the map it is opened with is opened whole")
    func reopenedSmaller() throws {
        let folder = TemporaryFolder()
        let value = Bytes(repeating: 1, count: Self.mebibyte)
        for number in 0..<4 {
            let engine = try LMDBEngine(opening: folder.path("store"), options: Self.small())
            try engine.put([(key(number), value)])
            #expect(try engine.entries([1], [2]).count == number + 1)
        }
    }
}
