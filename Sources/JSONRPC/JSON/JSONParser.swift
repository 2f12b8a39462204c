internal import CSimdjson

/// One simdjson parser with its buffers, reused for every message of an event loop.
@safe public struct JSONParser: ~Copyable {
    /// The deepest nesting that is accepted.
    public static let maximumDepth = 64

    // Owned by this value alone, which cannot be copied.
    private let handle: OpaquePointer
    private var last = unsafe csimdjson_tape()
    private var lastText: UnsafePointer<UInt8>?

    /// A parser with room for texts of `capacity` bytes; it grows when there are longer ones.
    public init(capacity: Int = 4096) {
        guard let handle = unsafe csimdjson_create(capacity, Self.maximumDepth) else {
            fatalError("out of memory")
        }
        unsafe self.handle = unsafe handle
    }

    deinit { unsafe csimdjson_destroy(handle) }

    /// Parses one text; the document lives until the parser is used again.
    @_lifetime(&self, copy text)
    public mutating func parse(_ text: PaddedBytes) throws(JSONError) -> JSONDocument {
        // Sound: PaddedBytes vouches for the bytes past the end, and C looks no further.
        unsafe text.span.withUnsafeBufferPointer { bytes in
            unsafe last = unsafe csimdjson_parse(handle, bytes.baseAddress, bytes.count)
            unsafe lastText = bytes.baseAddress
        }
        return try reopen(text)
    }

    /// Parses a text, unless that was done already.
    @_lifetime(&self, copy text)
    mutating func document(
        of text: PaddedBytes,
        isParsed: Bool
    ) throws(JSONError) -> JSONDocument {
        if isParsed { return try reopen(text) }
        return try parse(text)
    }

    /// The outcome of the last parse, which must have been of the same text.
    ///
    /// A long text is parsed on one thread and read on another.
    @_lifetime(&self, copy text)
    public mutating func reopen(_ text: PaddedBytes) throws(JSONError) -> JSONDocument {
        let start = unsafe text.span.withUnsafeBufferPointer { $0.baseAddress }
        precondition(unsafe start == lastText, "this is not the text that was parsed last")
        let refusal = unsafe UInt32(last.refusal)
        switch refusal {
        case csimdjson_accepted.rawValue: break
        case csimdjson_utf8.rawValue: throw .encoding
        case csimdjson_number.rawValue: throw .number
        case csimdjson_depth.rawValue: throw .depth
        case csimdjson_repeated.rawValue: throw .repeatedName
        case csimdjson_memory.rawValue: throw .memory
        default: throw .syntax
        }
        // Sound: the tape (`&self`) and the text outlive the document by its lifetime.
        let document = unsafe JSONDocument(tape: last, source: lastText)
        return unsafe _overrideLifetime(document, mutating: &self)
    }

    /// Bytes of text that fit without growing.
    public var capacity: Int { unsafe csimdjson_capacity(handle) }

    /// Gives memory back after a large document (about 13 bytes for each of text).
    public mutating func shrink(to capacity: Int) {
        guard self.capacity > capacity else { return }
        unsafe lastText = nil
        precondition(unsafe csimdjson_shrink(handle, capacity) != 0, "out of memory")
    }
}
