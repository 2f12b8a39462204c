// expect: missing reinitialization of inout parameter 'transaction' after consume
// A transaction is kept beyond the write that lends it.
import Engine
import LMDB

func misuse(_ engine: LMDBEngine) throws(EngineError) {
    var kept: LMDBTransaction?
    try engine.write { (transaction: inout LMDBTransaction) throws(EngineError) in
        kept = consume transaction
    }
    _ = consume kept
}
