// expect: nothing
// A value that is used up before the next change.
import Engine
import LMDB

func use(_ engine: LMDBEngine, _ key: [UInt8]) throws(EngineError) -> Int {
    try engine.write { (transaction: inout LMDBTransaction) throws(EngineError) -> Int in
        let count = try transaction.value(for: key.span.bytes)?.byteCount ?? 0
        try transaction.put(key.span.bytes, key.span.bytes)
        return count
    }
}
