// expect: nothing
// The loop over a range, as every query is written.
import Engine
import LMDB

func use(_ engine: LMDBEngine, _ key: [UInt8]) throws(EngineError) -> Int {
    var reader = try engine.makeReader()
    return try reader.read { (view: borrowing LMDBSnapshot) throws(EngineError) -> Int in
        var count = 0
        var cursor = view.entries(from: key.span.bytes, below: key.span.bytes)
        while let entry = try cursor.next() { count += entry.key.byteCount }
        return count
    }
}
