import Engine
import Glibc
import LMDB
import TestSupport
import Testing

/// A layer above the engine, as the store is one.
private enum LayerError: EngineFailure, Equatable {
    case refused
    case engine(EngineError)

    init(_ error: EngineError) { self = .engine(error) }
}

struct WriteTests {
    let store = TemporaryStore()
    var engine: LMDBEngine { store.engine }

    @Test("A write sees its own changes, and nobody else does before it returns")
    func ownWrites() throws {
        try engine.put([([1, 1], [1])])
        try engine.write { transaction throws(EngineError) in
            try transaction.put([1, 1], [2])
            try transaction.put([1, 2], [3])
            #expect(try transaction.bytes([1, 1]) == [2])
            #expect(try transaction.array([1], [2], reversed: true).map(\.1) == [[3], [2]])
            #expect(try engine.value([1, 1]) == [1])
            #expect(try engine.value([1, 2]) == nil)
        }
        #expect(try engine.value([1, 1]) == [2])
    }

    @Test("A view stays what it was while others write")
    func immutableView() throws {
        try engine.put([([1, 1], [1])])
        var reader = try engine.makeReader()
        try reader.read { view throws(EngineError) in
            try engine.put([([1, 1], [2])])
            #expect(try view.bytes([1, 1]) == [1])
        }
        #expect(try reader.read { view throws(EngineError) in try view.bytes([1, 1]) } == [2])
    }

    @Test("An error of the body leaves no trace and comes out as it is")
    func bodyThrows() throws {
        #expect(throws: LayerError.refused) {
            try engine.write { transaction throws(LayerError) in
                do throws(EngineError) { try transaction.put([1, 1], [1]) } catch {
                    throw .engine(error)
                }
                throw .refused
            }
        }
        #expect(try engine.value([1, 1]) == nil)
        try engine.put([([1, 1], [2])])
        #expect(try engine.value([1, 1]) == [2])
    }

    @Test("A transaction that was never open refuses every verb")
    func neverOpen() {
        var transaction = LMDBTransaction()
        expectEnded(&transaction)
    }

    @Test("A transaction that is carried out of its write has ended")
    func carriedOut() throws {
        var stolen = LMDBTransaction()
        try engine.write { transaction throws(EngineError) in
            try transaction.put([1, 1], [1])
            swap(&transaction, &stolen)
            #expect(throws: EngineError.ended) { try transaction.put([1, 2], [2]) }
            try stolen.put([1, 3], [3])
        }
        expectEnded(&stolen)
        #expect(try engine.entries([1], [2]).map(\.0) == [[1, 1], [1, 3]])
    }

    private func expectEnded(_ transaction: inout LMDBTransaction) {
        #expect(throws: EngineError.ended) { try transaction.put([1], []) }
        #expect(throws: EngineError.ended) { try transaction.delete([1]) }
        #expect(throws: EngineError.ended) { try transaction.deleteRange([1], [2]) }
        #expect(throws: EngineError.ended) { try transaction.bytes([1]) }
        #expect(throws: EngineError.ended) { try transaction.array([1], [2]) }
        #expect(throws: EngineError.ended) { try transaction.array([2], [1], reversed: true) }
        var keys = KeyList()
        unsafe keys.append([1].span.bytes)
        do throws(EngineError) {
            var values = transaction.values(for: keys)
            _ = try values.next()
            Issue.record("a list of values of an ended transaction")
        } catch {
            #expect(error == .ended)
        }
    }

    @Test("A write inside a write traps instead of waiting for itself")
    func nestedWrite() async {
        // A process that traps removes nothing: the folder is its parent's.
        let folder = TemporaryFolder()
        let result = await #expect(
            processExitsWith: .failure,
            observing: [\.standardErrorContent]
        ) { [path = folder.path("store") as String] in
            let engine = try LMDBEngine(opening: path)
            alarm(60)
            try engine.write { _ throws(EngineError) in try engine.put([]) }
        }
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(said.contains("write is called inside the body of a write"))
    }

    @Test("Writes of many threads follow each other")
    func manyWriters() async throws {
        let engine = engine
        try await withThrowingTaskGroup { group in
            for thread in 0..<4 {
                group.addTask {
                    for number in 0..<50 {
                        try engine.write { transaction throws(EngineError) in
                            let count = try transaction.bytes([1])?.first ?? 0
                            try transaction.put([1], [count + 1])
                            try transaction.put([2, UInt8(thread), UInt8(number)], [])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try engine.value([1]) == [200])
        #expect(try engine.entries([2], [3]).count == 200)
    }

    @Test("A commit that fails is said to be unknown, and nothing more is written")
    func failedCommit() async {
        await #expect(processExitsWith: .success) {
            let store = TemporaryStore()
            let engine = store.engine
            try engine.put([([1, 1], [1])])
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit()
            precondition(unsafe getrlimit(__rlimit_resource_t(1), &limit) == 0)
            limit.rlim_cur = 64 << 10
            precondition(unsafe setrlimit(__rlimit_resource_t(1), &limit) == 0)
            let large = Bytes(repeating: 1, count: 1 << 20)
            let error = #expect(throws: EngineError.self) {
                try engine.put([([1, 2], large)])
            }
            guard let error, case .outcomeUnknown = error else { fatalError("no error") }
            limit.rlim_cur = limit.rlim_max
            precondition(unsafe setrlimit(__rlimit_resource_t(1), &limit) == 0)
            #expect(throws: error) { try engine.put([([1, 3], [1])]) }
            #expect(try engine.value([1, 1]) == [1])
        }
    }
}
