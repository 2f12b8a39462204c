// expect: used after consume
// A transaction is used after it was moved away.
import Engine
import LMDB

func misuse(_ engine: LMDBEngine, _ key: [UInt8]) throws(EngineError) {
    try engine.write { (transaction: inout LMDBTransaction) throws(EngineError) in
        let moved = consume transaction
        try transaction.put(key.span.bytes, key.span.bytes)
        transaction = moved
    }
}
