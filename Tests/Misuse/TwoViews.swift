// expect: overlapping accesses to 'reader'
// One reader lends two views at once.
import Engine
import LMDB

func misuse(_ engine: LMDBEngine) throws(EngineError) {
    var reader = try engine.makeReader()
    try reader.read { (view: borrowing LMDBSnapshot) throws(EngineError) in
        try reader.read { (other: borrowing LMDBSnapshot) throws(EngineError) in }
    }
}
