/// One value of a document: a place on the tape, read without a call into C.
@safe public struct JSONValue: ~Escapable {
    // The tape ends with a root word, and each word says how far to go: no index leaves it.
    @usableFromInline let tape: UnsafePointer<UInt64>
    @usableFromInline let strings: UnsafePointer<UInt8>
    @usableFromInline let index: Int

    /// What a value is: the tape's own letter.
    ///
    /// Not an enum: to make one from a letter is a search, and the walk was five times slower with it.
    public struct Kind: Equatable, Sendable {
        @usableFromInline let letter: UInt8

        @inlinable init(_ letter: Unicode.Scalar) {
            self.letter = UInt8(truncatingIfNeeded: letter.value)
        }

        @inlinable init(word: UInt64) { letter = UInt8(truncatingIfNeeded: word >> 56) }

        /// An object.
        @inlinable public static var object: Kind { Kind("{") }
        /// An array.
        @inlinable public static var array: Kind { Kind("[") }
        /// A text.
        @inlinable public static var string: Kind { Kind("\"") }
        /// A whole number that fits `Int64`.
        @inlinable public static var integer: Kind { Kind("l") }
        /// A whole number above that.
        @inlinable public static var unsigned: Kind { Kind("u") }
        /// A number with a fraction or an exponent.
        @inlinable public static var double: Kind { Kind("d") }
        /// True.
        @inlinable public static var yes: Kind { Kind("t") }
        /// False.
        @inlinable public static var no: Kind { Kind("f") }
        /// Null.
        @inlinable public static var null: Kind { Kind("n") }

        /// Whether values of this kind hold others.
        @inlinable public var isContainer: Bool { self == .object || self == .array }
    }

    @_lifetime(copy document)
    @unsafe init(
        tape: UnsafePointer<UInt64>,
        strings: UnsafePointer<UInt8>,
        index: Int,
        of document: borrowing JSONDocument
    ) {
        unsafe self.tape = unsafe tape
        unsafe self.strings = unsafe strings
        self.index = index
    }

    @inlinable
    @_lifetime(copy other)
    init(at index: Int, like other: borrowing JSONValue) {
        unsafe tape = unsafe other.tape
        unsafe strings = unsafe other.strings
        self.index = index
    }

    @inlinable var word: UInt64 { unsafe tape[index] }

    /// What this is.
    @inlinable public var kind: Kind { Kind(word: word) }

    /// A whole number that fits 64 bits with sign.
    @inlinable public var integer: Int64? {
        kind == .integer ? unsafe Int64(bitPattern: tape[index + 1]) : nil
    }

    /// Any number.
    public var double: Double? {
        switch kind {
        case .double: unsafe Double(bitPattern: tape[index + 1])
        case .integer: unsafe Double(Int64(bitPattern: tape[index + 1]))
        case .unsigned: unsafe Double(tape[index + 1])
        default: nil
        }
    }

    /// A truth value.
    @inlinable public var bool: Bool? { kind == .yes ? true : kind == .no ? false : nil }

    /// The UTF-8 of a string, without escapes.
    @inlinable public var text: RawSpan? {
        @_lifetime(copy self)
        get {
            guard kind == .string else { return nil }
            let start = unsafe strings + Int(truncatingIfNeeded: word & 0x00ff_ffff_ffff_ffff)
            let length = unsafe UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
            let span = unsafe RawSpan(_unsafeStart: start + 4, byteCount: Int(length))
            return unsafe _overrideLifetime(span, copying: self)
        }
    }

    /// A string of at most seven bytes as a word: the first one lowest, their number highest.
    @inlinable @inline(__always) var shortText: UInt64? {
        guard let text, text.byteCount < 8 else { return nil }
        // Safe: behind the last string lies padding.
        let word = unsafe text.withUnsafeBytes { bytes in
            unsafe bytes.baseAddress.unsafelyUnwrapped.loadUnaligned(as: UInt64.self)
        }
        let count = UInt64(text.byteCount)
        return UInt64(littleEndian: word) & ~(UInt64.max &<< (count &* 8)) | count &<< 56
    }

    /// The elements of an array, or the names and values of an object by turns.
    @inlinable public var children: Children {
        @_lifetime(copy self)
        get { Children(of: self) }
    }

    /// How many elements an array, or members an object has (exact below 16,777,215).
    @inlinable public var childCount: Int {
        kind.isContainer ? Int((word >> 32) & 0xff_ffff) : 0
    }

    /// Walks the children in order.
    public struct Children: ~Escapable {
        @usableFromInline let parent: JSONValue
        @usableFromInline var index: Int
        @usableFromInline let end: Int

        @inlinable
        @_lifetime(copy parent)
        init(of parent: JSONValue) {
            index = parent.index + 1
            end = parent.kind.isContainer ? parent.indexAfter - 1 : index
            self.parent = parent
        }

        /// Whether there are no more.
        @inlinable var isAtEnd: Bool { index >= end }

        /// The next child, or nil past the last.
        @inlinable
        @_lifetime(copy self)
        public mutating func next() -> JSONValue? {
            guard index < end else { return nil }
            let child = JSONValue(at: index, like: parent)
            index = child.indexAfter
            return child
        }
    }

    /// Where the tape goes on after this value: an opening word holds it, a number takes two words.
    @inlinable var indexAfter: Int {
        let (word, kind) = (word, kind)
        if kind.isContainer { return Int(UInt32(truncatingIfNeeded: word)) }
        return index + (kind == .integer || kind == .double || kind == .unsigned ? 2 : 1)
    }
}
