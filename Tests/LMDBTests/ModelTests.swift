import Engine
import LMDB
import TestSupport
import Testing

struct ModelTests {
    @Test("Random operations give what a dictionary gives", arguments: 1...4 as ClosedRange<UInt64>)
    func againstDictionary(seed: UInt64) throws {
        let store = TemporaryStore()
        var dice = Dice(state: seed)
        var model: [Bytes: Bytes] = [:]
        for _ in 0..<60 {
            try store.engine.write { transaction throws(EngineError) in
                for _ in 0..<Int.random(in: 1...200, using: &dice) {
                    let name = someKey(&dice)
                    switch Int.random(in: 0..<40, using: &dice) {
                    case 0:
                        let other = someKey(&dice)
                        let (lower, upper) =
                            name.lexicographicallyPrecedes(other)
                            ? (name, other) : (other, name)
                        let doomed = model.keys.filter {
                            !$0.lexicographicallyPrecedes(lower)
                                && $0.lexicographicallyPrecedes(upper)
                        }
                        if doomed.count > 100 { continue }
                        for name in doomed { model[name] = nil }
                        #expect(try transaction.deleteRange(lower, upper) == doomed.count)
                    case 1..<10:
                        #expect(try transaction.delete(name) == (model[name] != nil))
                        model[name] = nil
                    default:
                        let count = Int.random(in: 0...900, using: &dice)
                        let value = Bytes(
                            repeating: UInt8.random(in: 0...255, using: &dice),
                            count: count
                        )
                        try transaction.put(name, value)
                        model[name] = value
                    }
                }
                let sorted = model.sorted { $0.key.lexicographicallyPrecedes($1.key) }
                let found = try transaction.array([], [Bytes.Element.max])
                #expect(found.map(\.0) == sorted.map(\.key), "seed \(seed)")
                #expect(found.map(\.1) == sorted.map(\.value), "seed \(seed)")
            }
            let (lower, upper) = (someKey(&dice), someKey(&dice))
            let keys = model.keys.sorted { $0.lexicographicallyPrecedes($1) }.filter {
                !$0.lexicographicallyPrecedes(lower) && $0.lexicographicallyPrecedes(upper)
            }
            #expect(try store.engine.entries(lower, upper).map(\.0) == keys)
            let reversed = try store.engine.entries(lower, upper, reversed: true, limit: 7)
            #expect(reversed.map(\.0) == Array(keys.reversed().prefix(7)))
        }
    }

    /// Few tags and a short alphabet, so that keys meet.
    private func someKey(_ dice: inout Dice) -> Bytes {
        let count = Int.random(in: 0...3, using: &dice)
        let rest = (0..<count).map { _ in UInt8.random(in: 0...12, using: &dice) }
        return [UInt8.random(in: 1...14, using: &dice)] + rest
    }
}
