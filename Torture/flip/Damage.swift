import Engine
import Glibc
import LMDB
import Oracle
import Records
import SchoolModel
import Storage

/// One entry of the store as the engine holds it.
struct StoredEntry {
    let key: [UInt8]
    let value: [UInt8]

    /// The value with one bit turned over.
    func flipped(_ bit: Int) -> [UInt8] {
        var value = value
        value[bit / 8] ^= 1 << UInt8(bit % 8)
        return value
    }
}

extension OpenSchool {
    /// Everything that the engine holds.
    func entries() throws(EngineError) -> [StoredEntry] {
        var reader = try engine.makeReader()
        return try reader.read { view throws(EngineError) in
            var entries: [StoredEntry] = []
            for tag in UInt8(1)..<0xff {
                let (lower, upper) = ([tag], [tag + 1])
                var cursor = view.entries(from: lower.rawSpan, below: upper.rawSpan)
                while let entry = try cursor.next() {
                    entries.append(
                        StoredEntry(
                            key: [UInt8](copying: entry.key),
                            value: [UInt8](copying: entry.value)
                        )
                    )
                }
            }
            return entries
        }
    }

    /// Writes a value behind the store's back.
    func put(_ value: [UInt8], at key: [UInt8]) throws(EngineError) {
        try engine.write { transaction throws(EngineError) in
            try transaction.put(key.rawSpan, value.rawSpan)
        }
    }
}

/// What became of one flip.
struct Verdict {
    /// How many readings noticed it.
    var noticed = 0
    /// What was wrong or missing; nil where the damage was seen and nothing else.
    var failure: String?

    /// Reads everything, and verifies.
    init(of school: OpenSchool, _ readings: [Reading], damaged key: [UInt8]) {
        for reading in readings {
            switch reading.answer(of: school) {
            case .right: break
            case .damaged: noticed += 1
            case .wrong(let what): failure = "SILENT: \(reading.name) reads \(what)"
            }
        }
        let findings = school.findings()
        if !findings.contains(where: { $0.contains(hexadecimal(key)) || $0.contains("could not") })
        {
            failure = failure ?? "UNSEEN by verify, which found \(findings)"
        }
    }
}

/// A file that is flipped in place.
struct StoreFile {
    let path: String
    let bytes: [UInt8]
    /// Where each four bytes begin: a value begins with its checksum.
    private let starts: [[UInt8]: [Int]]

    init(_ path: String) {
        self.path = path
        let bytes = Self.read(path)
        self.bytes = bytes
        starts = Dictionary(grouping: 0..<max(0, bytes.count - 3)) { Array(bytes[$0..<$0 + 4]) }
    }

    /// Whether the file holds what it held at first: whoever only looks leaves it alone.
    var isUnchanged: Bool { Self.read(path) == bytes }

    private static func read(_ path: String) -> [UInt8] {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        precondition(file >= 0, "the copy of the store can be read")
        defer { close(file) }
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe Glibc.read(file, &room, room.count)
            if count <= 0 { return bytes }
            bytes.append(contentsOf: room[..<count])
        }
    }

    /// Where the bytes lie, if they lie in one place only: an old page may hold them too.
    func place(of value: [UInt8]) -> Int? {
        let hits = (starts[Array(value.prefix(4))] ?? []).filter { start in
            start + value.count <= bytes.count
                && bytes[start..<start + value.count].elementsEqual(value)
        }
        return hits.count == 1 ? hits[0] : nil
    }

    /// Turns one byte into another; the file keeps it until it is turned back.
    func write(_ byte: UInt8, at place: Int) {
        let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
        precondition(file >= 0, "the copy of the store can be written")
        defer { close(file) }
        var byte = byte
        precondition(unsafe pwrite(file, &byte, 1, place) == 1, "one byte is written")
    }
}
