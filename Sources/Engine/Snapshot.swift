public import Records

/// One immutable view of the store.
///
/// Everything it lends ends with it.
///
/// The cursors are associated types that are neither copyable nor escapable: a generic query is
/// specialised for the engine and reads as `while let entry = try cursor.next()`.
public protocol Snapshot: ~Copyable {
    /// Walks a range of keys.
    associatedtype Cursor: EntryCursor & ~Copyable & ~Escapable
    /// Walks the values of a list of keys.
    associatedtype Values: ValueCursor & ~Copyable & ~Escapable

    /// Who looks, where a room above must know; nil where nothing is hidden from anybody.
    var onlooker: AnyObject? { get }

    /// The value of one key, or nil.
    @_lifetime(borrow self)
    borrowing func value(for key: RawSpan) throws(EngineError) -> RawSpan?

    /// The verified content of a short key that many questions look up, or nil.
    ///
    /// As `value`, but that an engine may remember it while nothing changes.
    @_lifetime(borrow self)
    borrowing func familiar(_ key: Key) throws(EngineError) -> RawSpan?

    /// The values of many keys: one round trip where the store is far away.
    ///
    /// What goes wrong at the beginning is told by the first step, as with `entries`.
    @_lifetime(borrow self, borrow keys)
    borrowing func values(for keys: borrowing KeyList) -> Values

    /// The entries with `lower` <= key < `upper`, in byte order or against it, at most `limit` of them.
    ///
    /// Throws nothing itself: where a requirement throws that returns what cannot escape, a generic caller ends
    /// the life of a value that was never made (Swift 6.3.1).
    @_lifetime(borrow self, copy lower, copy upper)
    borrowing func entries(
        from lower: RawSpan,
        below upper: RawSpan,
        reversed: Bool,
        limit: Int
    ) -> Cursor
}

extension Snapshot where Self: ~Copyable {
    /// Nobody in particular.
    public var onlooker: AnyObject? { nil }

    /// The verified content of a key, or nil.
    @inlinable @inline(__always) @_lifetime(borrow self)
    public borrowing func verified(_ key: RawSpan) throws(EngineError) -> RawSpan? {
        guard let value = try value(for: key) else { return nil }
        do { return try verifiedContent(key: key, value: value) } catch { throw .damaged(error) }
    }

    /// Remembers nothing.
    @_lifetime(borrow self)
    public borrowing func familiar(_ key: Key) throws(EngineError) -> RawSpan? {
        try verified(key.bytes)
    }

    /// The entries with `lower` <= key < `upper`, in byte order.
    @inlinable @inline(__always) @_lifetime(borrow self, copy lower, copy upper)
    public borrowing func entries(
        from lower: RawSpan,
        below upper: RawSpan
    ) -> Cursor {
        entries(from: lower, below: upper, reversed: false, limit: .max)
    }
}

/// Walks a range of keys.
public protocol EntryCursor: ~Copyable, ~Escapable {
    /// Advances and lends the next entry, or returns nil past the end.
    @_lifetime(&self)
    mutating func next() throws(EngineError) -> Entry?
}

/// Walks the values of a list of keys.
public protocol ValueCursor: ~Copyable, ~Escapable {
    /// The value of the next key of the list, or nil where there is none. Called once for each key.
    @_lifetime(&self)
    mutating func next() throws(EngineError) -> RawSpan?
}

/// One key and its value, lent by a cursor until it moves.
public struct Entry: ~Escapable, BitwiseCopyable {
    /// The whole key, tag included.
    public let key: RawSpan
    /// Checksum and content.
    public let value: RawSpan

    /// Lends two pieces of one entry.
    @inlinable @_lifetime(copy key, copy value)
    public init(key: RawSpan, value: RawSpan) {
        self.key = key
        self.value = value
    }

    /// The content, after the checksum has been found right.
    public var content: RawSpan {
        @_lifetime(copy self) get throws(EngineError) {
            do {
                return try verifiedContent(key: key, value: value)
            } catch {
                throw .damaged(error)
            }
        }
    }
}

/// Many keys in one buffer, without an allocation for each.
public struct KeyList: ~Copyable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// An empty list.
    public init() {}

    /// How many keys there are.
    public var count: Int { ends.count }

    /// Adds a key.
    public mutating func append(_ key: RawSpan) {
        for offset in 0..<key.byteCount {
            bytes.append(unsafe key.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
        }
        ends.append(bytes.count)
    }

    /// Forgets the keys and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// A key, lent.
    @_lifetime(borrow self)
    public borrowing func key(at index: Int) -> RawSpan {
        let start = index == 0 ? 0 : ends[index - 1]
        return unsafe bytes.span.bytes.extracting(start..<ends[index])
    }

    /// All keys one behind the other, for cursors that walk the list without holding it.
    public var allBytes: RawSpan {
        @_lifetime(borrow self) borrowing get { unsafe bytes.span.bytes }
    }

    /// Where in `allBytes` each key ends.
    public var allEnds: Span<Int> {
        @_lifetime(borrow self) borrowing get { ends.span }
    }
}
