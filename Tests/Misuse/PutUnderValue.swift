// expect: overlapping accesses to 'transaction'
// A value is held while a put may move its page.
import Engine
import LMDB

func misuse(_ engine: LMDBEngine, _ key: [UInt8]) throws(EngineError) -> Int {
    try engine.write { (transaction: inout LMDBTransaction) throws(EngineError) -> Int in
        let value = try transaction.value(for: key.span.bytes)
        try transaction.put(key.span.bytes, key.span.bytes)
        return value?.byteCount ?? 0
    }
}
