internal import CLMDB
internal import Engine
internal import Records

extension EngineError {
    /// Out of line, so that the caller's fast path is one comparison.
    @inline(never) init(code: Int32) {
        switch code {
        case MDB_MAP_FULL: self = .mapFull
        default: self = .engine(code: code)
        }
    }
}

func check(_ code: Int32) throws(EngineError) {
    guard code == MDB_SUCCESS else { throw EngineError(code: code) }
}

/// LMDB fills every handle that it reports success for.
func some(_ handle: OpaquePointer?) throws(EngineError) -> OpaquePointer {
    guard let handle = unsafe handle else { throw .engine(code: MDB_PANIC) }
    return unsafe handle
}

extension Tag.Tree {
    /// LMDB's number of the tree.
    ///
    /// A new environment gives out 2, 3, 4 in the order of opening; that it did is checked when the
    /// store is opened, so that no query has to look it up.
    var table: UInt32 { UInt32(rawValue) + 2 }

    /// The name under which LMDB keeps the tree.
    var name: String {
        switch self {
        case .relations: "R"
        case .sheets: "S"
        case .tail: "L"
        }
    }

    /// The tree of a key.
    ///
    /// No entry has an empty key, so it does not matter which one is said to.
    static func of(_ key: RawSpan) -> Self {
        guard key.byteCount > 0 else { return .relations }
        return Tag.tree(of: unsafe key.unsafeLoad(as: UInt8.self))
    }
}

extension MDB_val {
    /// The bytes as LMDB takes them; it only reads keys and values.
    ///
    /// Valid while the span is.
    @unsafe init(_ span: RawSpan) {
        let bytes = unsafe span.withUnsafeBytes { unsafe $0 }
        unsafe self.init(
            mv_size: bytes.count,
            mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        )
    }
}

/// Bytes inside the map, valid until the transaction ends or writes: the caller narrows the lifetime.
@unsafe @_lifetime(immortal)
func lend(_ value: MDB_val) -> RawSpan {
    guard let start = unsafe value.mv_data else { return RawSpan() }
    let span = unsafe RawSpan(_unsafeStart: start, byteCount: value.mv_size)
    return unsafe _overrideLifetime(span, copying: ())
}
