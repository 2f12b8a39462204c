// expect: overlapping accesses to 'cursor'
// An entry is held while its cursor moves on.
import Engine
import LMDB

func misuse(_ engine: LMDBEngine, _ key: [UInt8]) throws(EngineError) -> Int {
    var reader = try engine.makeReader()
    return try reader.read { (view: borrowing LMDBSnapshot) throws(EngineError) -> Int in
        var cursor = view.entries(from: key.span.bytes, below: key.span.bytes)
        let first = try cursor.next()
        let second = try cursor.next()
        return (first?.key.byteCount ?? 0) + (second?.key.byteCount ?? 0)
    }
}
