// expect: 'view' is borrowed and cannot be consumed
// A view is kept beyond the read that lends it.
import Engine
import LMDB

func misuse(_ engine: LMDBEngine) throws(EngineError) {
    var reader = try engine.makeReader()
    var kept: LMDBSnapshot?
    try reader.read { (view: borrowing LMDBSnapshot) throws(EngineError) in
        kept = consume view
    }
    _ = consume kept
}
