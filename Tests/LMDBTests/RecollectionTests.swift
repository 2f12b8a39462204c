import Engine
import Glibc
import LMDB
import Records
import TestSupport
import Testing

@Suite("What a reader remembers")
struct RecollectionTests {
    /// A key of tree R: a section, a number, and as many zeros as are wanted.
    private func name(_ number: Int, section: UInt8 = 0, zeros: Int = 0) -> Key {
        var key = Key()
        key.append(byte: 1)
        key.append(byte: section)
        key.append(id: UInt64(number))
        for _ in 0..<zeros { key.append(byte: 0) }
        return key
    }

    private func entry(_ key: Key, _ content: Bytes) -> (Bytes, Bytes) {
        let checksum = unsafe valueChecksum(key: key.bytes, content: content.span.bytes)
        let head = (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (UInt32($0) * 8)) }
        return (key.bytes.bytes, head + content)
    }

    private func content(_ key: Key, _ view: borrowing LMDBSnapshot) throws(EngineError) -> Bytes? {
        guard let content = try view.familiar(key) else { return nil }
        return content.bytes
    }

    @Test("What is overwritten, removed and put anew is found as it stands, whoever keeps the view")
    func changes() throws {
        let store = TemporaryStore()
        let sole = SoleReader(try store.engine.makeReader())
        var own = try store.engine.makeReader()
        func both() throws -> [Bytes?] {
            try [
                sole.read(for: nil) { view throws(EngineError) in try content(name(7), view) },
                own.read { view throws(EngineError) in try content(name(7), view) },
            ]
        }
        #expect(try both() == [nil, nil])
        for round in UInt8(0)..<20 {
            try store.engine.put([entry(name(7), [round, 1, 2])])
            for _ in 0..<3 { #expect(try both() == [[round, 1, 2], [round, 1, 2]]) }
            if round % 2 == 0 { sole.rest() }
            guard round % 5 == 4 else { continue }
            try store.engine.write { (transaction: inout LMDBTransaction) throws(EngineError) in
                _ = try transaction.delete(name(7).bytes.bytes)
            }
            for _ in 0..<3 { #expect(try both() == [nil, nil]) }
        }
    }

    @Test("Keys that share a place, differ in their zeros or are long each have their own content")
    func crowded() throws {
        let store = TemporaryStore()
        var keys: [Key] = []
        for number in 0..<3_000 {
            for (section, zeros) in [
                (UInt8(0), 0), (9, 0), (0, 1), (0, 2), (0, 11), (0, 12), (0, 20),
            ] {
                keys.append(name(number, section: section, zeros: zeros))
            }
        }
        let contents = keys.indices.map { index in
            (0..<4).map { UInt8(truncatingIfNeeded: index >> ($0 * 8)) }
        }
        try store.engine.put(zip(keys, contents).map { entry($0, $1) })
        var reader = try store.engine.makeReader()
        for _ in 0..<2 {
            try reader.read { view throws(EngineError) in
                for (key, expected) in zip(keys, contents) {
                    for _ in 0..<2 { #expect(try content(key, view) == expected) }
                }
            }
        }
    }

    @Test("A value that is damaged is told of each time")
    func damaged() throws {
        let store = TemporaryStore()
        var (key, value) = entry(name(3), [1, 2, 3])
        value[5] ^= 1
        try store.engine.put([(key, value)])
        var reader = try store.engine.makeReader()
        for _ in 0..<3 {
            #expect(throws: EngineError.damaged(.checksumMismatch)) {
                try reader.read { view throws(EngineError) in try content(name(3), view) }
            }
        }
    }

    @Test("Damage to what is remembered is found, though nothing was committed")
    func damagedLater() throws {
        let folder = TemporaryFolder()
        let path = folder.path("store")
        let engine = try LMDBEngine(opening: path)
        let content = Bytes("what stands here is found in the file".utf8)
        try engine.put([entry(name(3), content)])
        let reader = SoleReader(try engine.makeReader())
        func found() throws -> Bytes? {
            try reader.read(for: nil) { view throws(EngineError) in try self.content(name(3), view)
            }
        }
        #expect(try found() == content)
        #expect(try found() == content)
        // The map shows what any program writes into the file.
        let file = try FileBytes(path + "/data.mdb")
        let places = file.places(of: content)
        #expect(!places.isEmpty)
        for place in places { try file.set(0x5a, at: place + 4) }
        #expect(throws: EngineError.damaged(.checksumMismatch)) { try found() }
        for place in places { try file.set(content[4], at: place + 4) }
        #expect(try found() == content)
    }

    @Test("A map that moves takes along what was remembered")
    func growth() throws {
        var options = LMDBEngine.Options()
        options.mapByteCount = 1 << 20
        let store = TemporaryStore(options)
        let reader = SoleReader(try store.engine.makeReader())
        try store.engine.put([entry(name(1), [1, 2, 3])])
        for number in 0..<8 {
            for _ in 0..<2 {
                let found = try reader.read(for: nil) { view throws(EngineError) in
                    try content(name(1), view)
                }
                #expect(found == [1, 2, 3])
            }
            try store.engine.put([(key(number), Bytes(repeating: 1, count: 1 << 20))])
        }
    }

    @Test("A write finds what it has written itself")
    func ownChanges() throws {
        let store = TemporaryStore()
        try store.engine.put([entry(name(1), [1])])
        try store.engine.write { (transaction: inout LMDBTransaction) throws(EngineError) in
            for number in UInt8(2)..<9 {
                let (key, value) = entry(name(1), [number])
                try transaction.put(key, value)
                #expect(try transaction.familiar(name(1))?.bytes == [number])
            }
        }
    }
}

/// A file that is looked into and written to beside the store.
private struct FileBytes {
    private let descriptor: Int32
    private var bytes: Bytes

    init(_ path: String) throws {
        descriptor = unsafe open(path, O_RDWR)
        let size = Int(lseek(descriptor, 0, SEEK_END))
        try #require(descriptor >= 0 && size > 0)
        bytes = Bytes(repeating: 0, count: size)
        try #require(unsafe pread(descriptor, &bytes, size, 0) == size)
    }

    func places(of part: Bytes) -> [Int] {
        bytes.indices.filter { bytes[$0] == part[0] && bytes[$0...].starts(with: part) }
    }

    func set(_ byte: UInt8, at place: Int) throws {
        try #require(unsafe pwrite(descriptor, [byte], 1, off_t(place)) == 1)
    }
}
