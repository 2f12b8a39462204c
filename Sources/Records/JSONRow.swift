/// Writes one row of JSON into room that an `OutputBuffer` has lent, for the price of one check.
///
/// What is left of the room is counted down by the most that each append may write, not by what it
/// writes. These are constants, as is the room of the row: the compiler finds every check to hold and
/// drops it, and a room that is too small for its appends traps with the first row, whatever is in it.
@safe public struct JSONRow: ~Copyable, ~Escapable {
    @usableFromInline var next: UnsafeMutableRawPointer
    @usableFromInline var room: Int
    /// Apart from the rest, since it is no constant.
    @usableFromInline var textRoom: Int
    @usableFromInline let block: UnsafeMutablePointer<OutputBuffer.Block>

    @inlinable @inline(__always) @_lifetime(borrow block)
    init(_ block: UnsafeMutablePointer<OutputBuffer.Block>, room: Int, textRoom: Int) {
        unsafe self.block = block
        unsafe next = block.pointee.end
        self.room = room
        self.textRoom = textRoom
    }

    @inlinable @inline(__always)
    deinit { unsafe block.pointee.end = next }

    /// A writer over the next bytes; what it wrote counts when its position is taken back.
    @inlinable @inline(__always) @_lifetime(self: copy self) @_lifetime(immortal)
    mutating func take(_ bound: Int) -> JSONWriter {
        precondition(room >= bound, "the room of a row is too small")
        room &-= bound
        return unsafe JSONWriter(next: next, limit: next + bound)
    }

    /// Keys and punctuation.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func literal(_ text: StaticString) {
        var json = take(text.utf8CodeUnitCount)
        json.literal(text)
        unsafe next = json.next
    }

    /// A decimal number; room for 20.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func number(_ value: UInt64) {
        var json = take(JSONWriter.numberBound)
        json.number(value)
        unsafe next = json.next
    }

    /// A decimal number that is below a hundred nearly always; room for 20.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func smallNumber(_ value: UInt32) {
        var json = take(JSONWriter.numberBound)
        json.smallNumber(value)
        unsafe next = json.next
    }

    /// A string without its quotation marks; `JSONWriter.textBound` of the room for texts.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func escaped(_ utf8: RawSpan) {
        let bound = JSONWriter.textBound(utf8.byteCount)
        precondition(textRoom >= bound, "the room of a row is too small")
        textRoom &-= bound
        var json = unsafe JSONWriter(next: next, limit: next + bound)
        json.escaped(utf8)
        unsafe next = json.next
    }

    /// `2025-10-06`, without quotes; room for 10.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func date(_ date: Day) {
        var json = take(10)
        json.date(date)
        unsafe next = json.next
    }

    /// RFC 3339 in UTC with milliseconds, without quotes; room for 24.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func timestamp(milliseconds: Int64) {
        var json = take(24)
        json.timestamp(milliseconds: milliseconds)
        unsafe next = json.next
    }

    /// The first `count` bytes of a word, lowest first; room for 8.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func word(_ text: UInt64, count: Int) {
        var json = take(8)
        json.word(text, count: count)
        unsafe next = json.next
    }

    /// The first `count` bytes of two words, lowest first; room for 16.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func words(_ low: UInt64, _ high: UInt64, count: Int) {
        var json = take(16)
        json.words(low, high, count: count)
        unsafe next = json.next
    }

    /// A fragment, stored whole; room for its capacity.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func fragment<let capacity: Int>(_ fragment: borrowing Fragment<capacity>) {
        var json = take(capacity)
        json.fragment(fragment)
        unsafe next = json.next
    }

    /// Any appends to a writer that has room for `bound` bytes.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func part(atMost bound: Int, _ body: (inout JSONWriter) -> Void) {
        var json = take(bound)
        body(&json)
        unsafe next = json.next
    }

    /// Any appends to a writer that has room for `bound` bytes and all that is left for texts.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func textPart(atMost bound: Int, _ body: (inout JSONWriter) -> Void) {
        precondition(room >= bound, "the room of a row is too small")
        room &-= bound
        var json = unsafe JSONWriter(next: next, limit: next + (bound &+ textRoom))
        textRoom = 0
        body(&json)
        unsafe next = json.next
    }
}

extension OutputBuffer {
    /// Lends a writer of one row with room for `bound` bytes, a constant, and for the row's texts; what
    /// it wrote is in the buffer when its scope ends.
    @inlinable @inline(__always) @_lifetime(&self)
    public mutating func row(atMost bound: Int, texts textBound: Int = 0) -> JSONRow {
        precondition(bound >= 0 && textBound >= 0, "a room is not negative")
        makeRoom(for: bound &+ textBound)
        let row = unsafe JSONRow(block, room: bound, textRoom: textBound)
        return unsafe _overrideLifetime(row, mutating: &self)
    }
}
