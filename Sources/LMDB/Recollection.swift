internal import CLMDB
internal import Records

/// Where a reader has found short keys that many questions look up: a course's name, or how many lessons it has.
///
/// To find a key anew takes longer than to write a row of an answer. A value stays where it lies as long as
/// nothing is committed and the map is not moved; so each place bears the mark of the views in which it holds.
/// It keeps the last of the keys that fall on it.
@safe struct Recollection: BitwiseCopyable {
    /// On the heap, since views point at it.
    @unsafe private struct Block {
        var places: UnsafeMutablePointer<Place>?
        /// Of all views since something last changed; no place is marked 0.
        var mark: UInt64
        var transaction: Int
    }

    @unsafe private struct Place: BitwiseCopyable {
        var mark: UInt64
        var key: (UInt64, UInt64)
        var value: UnsafeRawPointer?
        var keyByteCount: UInt32
        var byteCount: UInt32
    }

    /// A school has as many courses, twice.
    private static let placeCountBits: UInt64 = 9

    private let block: UnsafeMutablePointer<Block>

    init() {
        unsafe block = .allocate(capacity: 1)
        unsafe block.initialize(to: Block(places: nil, mark: 1, transaction: 0))
    }

    func deallocate() {
        unsafe block.pointee.places?.deallocate()
        unsafe block.deallocate()
    }

    /// Forgets all: the map may have been moved.
    func forget() { unsafe block.pointee.mark &+= 1 }

    /// Forgets all that another transaction than this one has shown; to be called before it is asked.
    @unsafe private func see(_ transaction: OpaquePointer) {
        let number = unsafe mdb_txn_id(transaction)
        guard unsafe number != block.pointee.transaction else { return }
        unsafe block.pointee.transaction = number
        forget()
    }

    /// The value of a key, or nil where it is not remembered.
    ///
    /// Valid as long as the view.
    @unsafe @_lifetime(immortal)
    func value(of key: Key, in transaction: OpaquePointer) -> RawSpan? {
        unsafe see(transaction)
        guard let places = unsafe block.pointee.places, let words = key.words else { return nil }
        let place = unsafe places[Self.index(of: words)]
        let keyByteCount = UInt32(truncatingIfNeeded: key.byteCount)
        guard unsafe place.mark == block.pointee.mark, unsafe place.keyByteCount == keyByteCount,
            unsafe place.key == words, let start = unsafe place.value
        else { return nil }
        let span = unsafe RawSpan(_unsafeStart: start, byteCount: Int(place.byteCount))
        return unsafe _overrideLifetime(span, copying: ())
    }

    /// Remembers what was found in this view.
    func keep(_ value: RawSpan, of key: Key) {
        guard let words = key.words, let byteCount = UInt32(exactly: value.byteCount) else {
            return
        }
        let bytes = unsafe value.withUnsafeBytes { unsafe $0 }
        let places = unsafe makePlaces()
        unsafe places[Self.index(of: words)] = Place(
            mark: block.pointee.mark,
            key: words,
            value: bytes.baseAddress,
            keyByteCount: UInt32(truncatingIfNeeded: key.byteCount),
            byteCount: byteCount
        )
    }

    /// Room for all, made when there is something to remember.
    private func makePlaces() -> UnsafeMutablePointer<Place> {
        if let places = unsafe block.pointee.places { return unsafe places }
        let count = 1 << Int(Self.placeCountBits)
        let places = UnsafeMutablePointer<Place>.allocate(capacity: count)
        let none = unsafe Place(mark: 0, key: (0, 0), value: nil, keyByteCount: 0, byteCount: 0)
        unsafe places.initialize(repeating: none, count: count)
        unsafe block.pointee.places = places
        return unsafe places
    }

    /// Neighbouring ids lie far apart.
    @inline(__always) private static func index(of words: (UInt64, UInt64)) -> Int {
        let mixed = (words.0.byteSwapped ^ words.1) &* 0x9e37_79b9_7f4a_7c15
        return Int(truncatingIfNeeded: mixed &>> (64 - placeCountBits))
    }
}
