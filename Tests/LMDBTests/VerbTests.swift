import Engine
import LMDB
import Records
import TestSupport
import Testing

struct VerbTests {
    let folder = TemporaryStore()
    var engine: LMDBEngine { folder.engine }

    @Test("What was put is found, and what was not is nil")
    func putAndFind() throws {
        try engine.put([([1, 1], [10]), ([4, 1], [20]), ([13, 1], [30])])
        #expect(try engine.value([1, 1]) == [10])
        #expect(try engine.value([4, 1]) == [20])
        #expect(try engine.value([13, 1]) == [30])
        #expect(try engine.value([1]) == nil)
        #expect(try engine.value([0x0c, 1]) == nil)
    }

    @Test("An empty value is a value")
    func emptyValue() throws {
        try engine.put([([1, 1], [])])
        #expect(try engine.value([1, 1]) == [])
    }

    @Test("A range holds its lower bound and not its upper one")
    func range() throws {
        try engine.put((0..<20).map { (key($0), [UInt8($0)]) })
        let found = try engine.entries(key(5), key(8))
        #expect(found.map(\.0) == [key(5), key(6), key(7)])
        #expect(found.map(\.1) == [[5], [6], [7]])
        #expect(try engine.entries(key(8), key(8)).isEmpty)
        #expect(try engine.entries(key(9), key(8)).isEmpty)
    }

    @Test("A reversed range holds the same entries against the order", arguments: [0, 1, 3, 100])
    func reversedAndLimited(limit: Int) throws {
        try engine.put((0..<20).map { (key($0), [UInt8($0)]) })
        let forwards = try engine.entries(key(5), key(12), limit: limit)
        #expect(forwards.map(\.0) == (5..<12).prefix(limit).map { key($0) })
        let backwards = try engine.entries(key(5), key(12), reversed: true, limit: limit)
        #expect(backwards.map(\.0) == (5..<12).reversed().prefix(limit).map { key($0) })
    }

    @Test("A cursor that has reached the end stays there")
    func endOfCursor() throws {
        try engine.put([([1, 1], [1]), ([1, 3], [3])])
        var reader = try engine.makeReader()
        try reader.read { view throws(EngineError) in
            let (lower, upper): (Bytes, Bytes) = ([1, 1], [1, 3])
            var cursor = unsafe view.entries(from: lower.span.bytes, below: upper.span.bytes)
            #expect(try cursor.next() != nil)
            #expect(try cursor.next() == nil)
            #expect(try cursor.next() == nil)
        }
    }

    @Test("Three trees are one key space, in both directions")
    func wholeKeySpace() throws {
        let keys: [Bytes] = (0...15).flatMap { tag in [[tag], [tag, 0], [tag, 255, 255]] }
        try engine.put(keys.shuffled().map { ($0, $0) })
        #expect(try engine.entries([], [16]).map(\.0) == keys)
        #expect(try engine.entries([], [16], reversed: true).map(\.0) == keys.reversed())
        let middle = keys.filter { [3, 0].lexicographicallyPrecedes($0) && $0[0] < 7 }
        #expect(try engine.entries([3, 1], [7]).map(\.0) == middle)
        #expect(try engine.entries([3, 1], [7], reversed: true).map(\.0) == middle.reversed())
    }

    @Test("A list of keys yields one answer for each, in its order")
    func listOfKeys() throws {
        try engine.put([([1, 1], [10]), ([4, 1], [20]), ([13, 1], [30])])
        var keys = KeyList()
        for key in [[4, 1], [1, 2], [13, 1], [1, 1]] as [Bytes] {
            unsafe keys.append(key.span.bytes)
        }
        var reader = try engine.makeReader()
        let found = try reader.read { view throws(EngineError) in
            var values = view.values(for: keys)
            var found: [Bytes?] = []
            for _ in 0..<keys.count { found.append(try values.next()?.bytes) }
            return found
        }
        #expect(found == [[20], nil, [30], [10]])
    }

    @Test("Deleting says whether the key was there")
    func delete() throws {
        try engine.put([([1, 1], [10])])
        let answers = try engine.write { transaction throws(EngineError) in
            [try transaction.delete([1, 1]), try transaction.delete([1, 1])]
        }
        #expect(answers == [true, false])
        #expect(try engine.value([1, 1]) == nil)
    }

    @Test("Deleting a range removes what lies in it, over all trees, and counts it")
    func deleteRange() throws {
        let keys: [Bytes] = (0...15).flatMap { tag in [[tag], [tag, 0], [tag, 9]] }
        try engine.put(keys.map { ($0, $0) })
        let count = try engine.write { transaction throws(EngineError) in
            try transaction.deleteRange([3, 0], [13, 0])
        }
        let left = keys.filter {
            $0.lexicographicallyPrecedes([3, 0]) || $0[0] >= 13 && $0 != [13]
        }
        #expect(count == keys.count - left.count)
        #expect(try engine.entries([], [16]).map(\.0) == left)
    }

    @Test("A changed sequence number is rewritten where it stands")
    func rewrittenChange() throws {
        try engine.put((0..<10).map { (key($0, tag: 13), [1]) })
        try engine.put([(key(3, tag: 13), [2])])
        #expect(try engine.value(key(3, tag: 13)) == [2])
        #expect(try engine.entries([13], [14]).count == 10)
    }

    @Test("Changes fill the leaves of their tree")
    func fullLeaves() throws {
        let value = Bytes(repeating: 7, count: 91)
        try engine.put((0..<10_000).map { (key($0, tag: 13), value) })
        // Bytes a leaf entry takes: head 8, key 5, value 91, pointer 2.
        let tree = try engine.statistics().trees[2]
        #expect(tree.leafPageCount <= 10_000 / (4_080 / 106) + 1)
    }

    @Test("A key or a value that another engine could not hold is refused, and no more than that")
    func tooLong() throws {
        try engine.write { transaction throws(EngineError) in
            let longest = Bytes(repeating: 1, count: Limits.keyByteCount)
            try transaction.put(longest, Bytes(repeating: 2, count: Limits.valueByteCount))
            #expect(throws: EngineError.keyTooLong(byteCount: 512)) {
                try transaction.put(longest + [1], [])
            }
            #expect(throws: EngineError.valueTooLarge(byteCount: 1 << 20 + 1)) {
                try transaction.put([1], Bytes(repeating: 2, count: 1 << 20 + 1))
            }
        }
        #expect(try engine.entries([1], [2]).count == 1)
    }
}
