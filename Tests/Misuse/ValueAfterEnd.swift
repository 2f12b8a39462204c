// expect: lifetime-dependent variable 'value' escapes its scope
// A value is used after the transaction that lends it was replaced.
import Engine
import LMDB

func misuse(_ engine: LMDBEngine, _ key: [UInt8]) throws(EngineError) -> Int {
    try engine.write { (transaction: inout LMDBTransaction) throws(EngineError) -> Int in
        let value = try transaction.value(for: key.span.bytes)
        transaction = LMDBTransaction()
        return value?.byteCount ?? 0
    }
}
