internal import CSimdjson
internal import Glibc

/// What a connection has received: filled by system calls, read from the front, and always followed by
/// as many readable bytes as the JSON parser may look past the end.
@safe public struct InputBuffer: ~Copyable {
    // Owned; freed by deinit, so that no span lent by `bytes` outlives it.
    private var base: UnsafeMutablePointer<UInt8>
    /// Bytes received and not yet dropped.
    public private(set) var count = 0
    /// Bytes that fit without growing.
    public private(set) var capacity: Int

    /// An empty buffer.
    public init(capacity: Int = 0) {
        self.capacity = capacity
        unsafe base = Self.allocate(nil, capacity)
    }

    /// A copy of some bytes.
    public init(copying bytes: Span<UInt8>) {
        self.init(capacity: bytes.count)
        append(bytes)
    }

    deinit { unsafe free(base) }

    /// Whether nothing is in it.
    public var isEmpty: Bool { count == 0 }

    /// All bytes.
    public var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let span = unsafe Span(_unsafeStart: UnsafePointer(base), count: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// All bytes, for the parser.
    public var padded: PaddedBytes {
        @_lifetime(borrow self)
        get { unsafe PaddedBytes(unchecked: bytes) }
    }

    /// Appends bytes as they are.
    public mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return }
            let room = unsafe spare(minimum: source.count)
            unsafe room.baseAddress?.update(from: start, count: source.count)
        }
        didAppend(bytes.count)
    }

    /// Room at the end for a system call to fill; `didAppend` says how much it was.
    ///
    /// The pointer is valid until the buffer is next mutated.
    @unsafe public mutating func spare(minimum: Int) -> UnsafeMutableBufferPointer<UInt8> {
        if count + minimum > capacity {
            capacity = max(count + minimum, capacity * 2)
            unsafe base = Self.allocate(base, capacity)
        }
        return unsafe UnsafeMutableBufferPointer(start: base + count, count: capacity - count)
    }

    /// Counts bytes that were written into `spare`.
    public mutating func didAppend(_ length: Int) {
        precondition(
            length >= 0 && count + length <= capacity,
            "more bytes than there was room for"
        )
        count += length
    }

    /// Drops bytes from the front.
    public mutating func removeFirst(_ length: Int) {
        precondition(length >= 0 && length <= count, "cannot drop more than there is")
        count -= length
        if count > 0, length > 0 { unsafe memmove(base, base + length, count) }
    }

    /// Drops all bytes and, past `keeping` bytes of capacity, gives the memory back.
    public mutating func removeAll(keeping: Int) {
        count = 0
        guard capacity > keeping else { return }
        unsafe base = Self.allocate(base, keeping)
        capacity = keeping
    }

    private static func allocate(
        _ old: UnsafeMutablePointer<UInt8>?,
        _ capacity: Int
    ) -> UnsafeMutablePointer<UInt8> {
        guard let memory = unsafe realloc(old, capacity + csimdjson_padding) else {
            fatalError("out of memory")
        }
        return unsafe memory.assumingMemoryBound(to: UInt8.self)
    }
}
