// expect: overlapping accesses to 'transaction'
// A cursor is held while a put may move the page that it stands on.
import Engine
import LMDB

func misuse(_ engine: LMDBEngine, _ key: [UInt8]) throws(EngineError) {
    try engine.write { (transaction: inout LMDBTransaction) throws(EngineError) in
        var cursor = transaction.entries(from: key.span.bytes, below: key.span.bytes)
        while let entry = try cursor.next() {
            try transaction.put(key.span.bytes, entry.value)
        }
    }
}
