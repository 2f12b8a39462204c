/// Takes the fields of a key, in order.
///
/// Whatever it writes, byte order is the order of the fields.
public protocol KeyWriter: ~Copyable {
    /// The `count` most significant bytes of a word.
    mutating func append(word: UInt64, count: Int)

    /// Bytes as they are.
    mutating func append(_ bytes: RawSpan)
}

/// A key without text, such as the bound of a query.
///
/// The bytes live in the value: building one allocates nothing.
public struct Key: KeyWriter, BitwiseCopyable, Sendable {
    /// The longest key without text is a roster row's: 2 + 8 + 18 + 8.
    public static var maximumByteCount: Int { @inlinable get { 48 } }

    // Eight bytes more than the longest key, since fields are stored a word at a time.
    @usableFromInline var storage: InlineArray<56, UInt8>
    @usableFromInline var count: Int

    /// An empty key.
    @inlinable public init() {
        storage = InlineArray(repeating: 0)
        count = 0
    }

    /// The `count` most significant bytes of a word.
    @inlinable @inline(__always) public mutating func append(word: UInt64, count width: Int) {
        precondition(count &+ width <= Self.maximumByteCount, "a key is longer than its maximum")
        var span = storage.mutableSpan
        var bytes = unsafe span.mutableBytes
        bytes.storeBytes(of: word.bigEndian, toByteOffset: count, as: UInt64.self)
        count &+= width
    }

    /// Bytes as they are.
    @inlinable public mutating func append(_ bytes: RawSpan) {
        precondition(count &+ bytes.byteCount <= Self.maximumByteCount, "a key is too long")
        for offset in 0..<bytes.byteCount {
            storage[count] = unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            count &+= 1
        }
    }

    /// Text is of any length: it goes into a `KeyBuffer`.
    @available(*, unavailable, message: "a key with text is a KeyBuffer")
    public mutating func append(text: String) {}

    /// The bytes written so far, lent.
    @inlinable public var bytes: RawSpan {
        @_lifetime(borrow self) get { unsafe storage.span.bytes.extracting(0..<count) }
    }
}

extension Key {
    /// How many bytes have been written.
    @inlinable public var byteCount: Int { count }

    /// A key of at most sixteen bytes, zeros behind it; nil for a longer one.
    @inlinable public var words: (UInt64, UInt64)? {
        guard count <= 16 else { return nil }
        let bytes = unsafe storage.span.bytes
        return unsafe (
            bytes.unsafeLoadUnaligned(as: UInt64.self),
            bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self)
        )
    }
}

extension Key: Equatable {
    /// Keys are the same when their bytes are.
    public static func == (left: Key, right: Key) -> Bool {
        left.count == right.count && left.bytes.elementsEqual(right.bytes)
    }
}

/// A key of any length, reused from row to row while indexes are kept.
public struct KeyBuffer: KeyWriter, ~Copyable {
    /// The bytes written so far.
    @inlinable public var array: [UInt8] { storage }
    @usableFromInline var storage: [UInt8] = []

    /// An empty key.
    @inlinable public init() {}

    /// An empty key with room for so many bytes.
    @inlinable public init(reserving byteCount: Int) { storage.reserveCapacity(byteCount) }

    /// The bytes written so far, lent.
    @inlinable public var bytes: RawSpan {
        @_lifetime(borrow self) borrowing get { unsafe storage.span.bytes }
    }

    /// How many bytes have been written.
    @inlinable public var count: Int { storage.count }

    /// Forgets the bytes and keeps the memory.
    @inlinable public mutating func removeAll() { storage.removeAll(keepingCapacity: true) }

    /// The `count` most significant bytes of a word.
    @inlinable public mutating func append(word: UInt64, count: Int) {
        var bytes = word.bigEndian
        unsafe withUnsafeBytes(of: &bytes) { bytes in
            unsafe storage.append(contentsOf: bytes[0..<count])
        }
    }

    /// Bytes as they are.
    @inlinable public mutating func append(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { source in unsafe storage.append(contentsOf: source) }
    }

    /// Turns the key into the smallest one behind all keys that begin with it.
    ///
    /// Every key begins with a tag, and no tag is `ff`: there always is such a key.
    @inlinable public mutating func advancePastPrefix() {
        while let last = storage.popLast() {
            if last < 0xff { return storage.append(last + 1) }
        }
        preconditionFailure("no key lies behind all keys that begin with nothing but ff")
    }
}
