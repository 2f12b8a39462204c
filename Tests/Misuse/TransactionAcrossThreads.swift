// expect: passing closure as a 'sending' parameter risks causing data races
// A transaction is sent to another thread: LMDB binds it to its own.
import Engine
import LMDB

func misuse(_ engine: LMDBEngine, _ key: [UInt8]) throws(EngineError) {
    try engine.write { (transaction: inout LMDBTransaction) throws(EngineError) in
        let moved = consume transaction
        Task.detached { _ = try moved.value(for: key.span.bytes) }
        transaction = LMDBTransaction()
    }
}
