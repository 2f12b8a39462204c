// expect: requires that 'RawSpan' conform to 'Escapable'
// A value leaves the read that lends it.
import Engine
import LMDB

func misuse(_ engine: LMDBEngine, _ key: [UInt8]) throws(EngineError) {
    var reader = try engine.makeReader()
    let value = try reader.read { (view: borrowing LMDBSnapshot) throws(EngineError) -> RawSpan? in
        try view.value(for: key.span.bytes)
    }
    _ = value
}
