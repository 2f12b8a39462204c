public import Engine
public import Records
public import SchoolModel

/// A question that is answered with JSON, straight from the stored bytes.
///
/// The lists answer an array. Every value is checked against its checksum before it is read, and no row
/// is made where the question is a hot one: text is written while the bytes are walked.
public protocol Query: Sendable {
    /// Writes the answer behind what is in `output`; after an error a part of it stands there.
    func write<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError)
}

// MARK: - Keys

extension Key {
    /// The head of an entry.
    @inlinable @inline(__always) init(_ place: Place, owner: UInt64) {
        self.init()
        begin(place, owner: owner)
    }

    /// The first key behind all entries of an owner at a place: the next section's head.
    @inlinable @inline(__always) init(behind place: Place, owner: UInt64) {
        self.init(Place(place.tag, place.section &+ 1), owner: owner)
    }

    /// An entry of an owner that begins with a day.
    @inlinable @inline(__always) init(_ place: Place, owner: UInt64, day: Day) {
        self.init()
        begin(place, owner: owner)
        append(day)
    }
}

extension RawSpan {
    /// The day that a key ends in.
    @inlinable @inline(__always) func trailingDay() throws(RecordError) -> Day {
        guard byteCount >= 4 else { throw .malformedKey }
        var reader = ByteReader(extracting((byteCount &- 4)...))
        let bits = try reader.integer(as: UInt32.self).byteSwapped
        return Day(Int32(bitPattern: bits ^ 0x8000_0000))
    }

    /// The id behind the head of a key.
    @inlinable @inline(__always) func idBehindHead() throws(RecordError) -> UInt64 {
        var reader = KeyReader(self)
        _ = try reader.owner()
        return try reader.id()
    }
}

// MARK: - Values

extension Snapshot where Self: ~Copyable {
    /// How many modules and lessons a course has.
    @inlinable @inline(__always)
    borrowing func courseTotals(
        _ course: UInt64
    ) throws(EngineError) -> (modules: UInt64, lessons: UInt64) {
        let key = Key(.courseCounters, owner: course)
        guard let content = try familiar(key) else { return (0, 0) }
        var reader = ByteReader(content)
        do { return try (reader.varint(), reader.varint()) } catch { throw .damaged(error) }
    }
}

// MARK: - JSON

extension OutputBuffer {
    /// Opens an array.
    @inlinable @inline(__always) mutating func beginArray() {
        var json = writer(atMost: 1)
        json.literal("[")
    }

    /// Closes an array whose rows each end in a comma.
    @inlinable @inline(__always) mutating func endArray() {
        removeTrailingComma()
        var json = writer(atMost: 1)
        json.literal("]")
    }
}

extension JSONRow {
    /// `"2025-10-06"`, or `null`.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func quoted(_ day: Day?) { part(atMost: 12) { $0.quoted(day) } }

    /// `"2025-10-06T09:13:22.123Z"`, or `null`.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func quoted(_ instant: Timestamp?) { part(atMost: 26) { $0.quoted(instant) } }

    /// An id, or `null`.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func idOrNull<E>(_ id: ID<E>?) {
        part(atMost: JSONWriter.numberBound) { $0.idOrNull(id) }
    }
}

extension JSONWriter {
    /// `"2025-10-06"`, or `null`.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func quoted(_ day: Day?) {
        guard let day else { return literal("null") }
        literal("\"")
        date(day)
        literal("\"")
    }

    /// `"2025-10-06T09:13:22.123Z"`, or `null`.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func quoted(_ instant: Timestamp?) {
        guard let instant else { return literal("null") }
        literal("\"")
        timestamp(milliseconds: instant.milliseconds)
        literal("\"")
    }

    /// An id, or `null`.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func idOrNull<E>(_ id: ID<E>?) {
        guard let id else { return literal("null") }
        number(id.rawValue)
    }
}
