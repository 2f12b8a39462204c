/// Writes JSON text into room that an `OutputBuffer` has lent.
///
/// Every append compares with the limit once: a wrong bound traps, it never writes past the end.
@safe public struct JSONWriter: ~Copyable, ~Escapable {
    @usableFromInline var next: UnsafeMutableRawPointer
    @usableFromInline let limit: UnsafeMutableRawPointer

    @usableFromInline let block: UnsafeMutablePointer<OutputBuffer.Block>?

    @inlinable @inline(__always) @_lifetime(borrow block)
    init(_ block: UnsafeMutablePointer<OutputBuffer.Block>) {
        unsafe self.block = block
        unsafe next = block.pointee.end
        unsafe limit = block.pointee.limit
    }

    @inlinable @inline(__always) @_lifetime(immortal)
    init(next: UnsafeMutableRawPointer, limit: UnsafeMutableRawPointer) {
        unsafe block = nil
        unsafe self.next = next
        unsafe self.limit = limit
    }

    @inlinable @inline(__always)
    deinit { unsafe block?.pointee.end = next }

    /// Keys and punctuation.
    ///
    /// The length is known when compiled, so this becomes one or two stores.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func literal(_ text: StaticString) {
        let count = text.utf8CodeUnitCount
        reserve(count)
        unsafe next.copyMemory(from: text.utf8Start, byteCount: count)
        unsafe next += count
    }

    /// The first `count` bytes of a word, lowest first: a short name chosen at run time, without a branch.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func word(_ text: UInt64, count: Int) {
        precondition(UInt(bitPattern: count) <= 8, "a word has eight bytes")
        reserve(8)
        unsafe next.storeBytes(of: text.littleEndian, as: UInt64.self)
        unsafe next += count
    }

    /// The first `count` bytes of two words, lowest first: a longer name, likewise.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func words(_ low: UInt64, _ high: UInt64, count: Int) {
        precondition(count <= 16, "two words have sixteen bytes")
        reserve(16)
        unsafe next.storeBytes(of: low.littleEndian, as: UInt64.self)
        unsafe next.storeBytes(of: high.littleEndian, toByteOffset: 8, as: UInt64.self)
        unsafe next += count
    }

    /// A fragment rendered once and appended to many rows: a copy of fixed size, cheaper than `memcpy`.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func fragment<let capacity: Int>(_ fragment: borrowing Fragment<capacity>) {
        reserve(capacity)
        unsafe next.storeBytes(of: fragment.storage, as: InlineArray<capacity, UInt8>.self)
        unsafe next += fragment.count
    }

    /// Bytes that are JSON already.
    @_lifetime(self: copy self)
    public mutating func raw(_ bytes: RawSpan) {
        reserve(bytes.byteCount)
        unsafe bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            unsafe next.copyMemory(from: start, byteCount: source.count)
        }
        unsafe next += bytes.byteCount
    }

    /// Runs a rare, long piece of work on a copy of this writer.
    ///
    /// A call that takes `inout self` would force the writer into memory for the whole loop around it;
    /// here only the copy's address is taken, and this one stays in registers.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    public mutating func outOfLine(_ body: (inout JSONWriter) -> Void) {
        var copy = unsafe JSONWriter(next: next, limit: limit)
        body(&copy)
        unsafe next = copy.next
    }

    @inlinable @inline(__always) func reserve(_ count: Int) {
        unsafe precondition(limit - next >= count, "the bound of writer(atMost:) is too small")
    }
}
