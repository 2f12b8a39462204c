public import Engine
internal import Records

/// How far back the log of changes is whole.
///
/// Every change behind the horizon is there. Of those up to it some have been forgotten: those that say
/// nothing but which rows were written. Activity rows, counters and meta records stay for ever.
enum ChangeHorizon {
    /// The store keeps the first and the last section of its own tag for itself.
    static let place = Place(.store, 0xff)
    /// At most this many changes are looked at in one commit, since a request may come meanwhile.
    static let stride: UInt64 = 10_000

    static var key: Key {
        var key = Key()
        key.begin(place)
        return key
    }

    /// Where the horizon is to be after one step, or nil where it need not move.
    ///
    /// It moves by an eighth of what is kept at least, so that most commits move nothing.
    static func next(after horizon: UInt64, sequence: UInt64, keeping kept: UInt64) -> UInt64? {
        let kept = max(1, kept)
        let step = min(stride, max(1, kept / 8))
        guard sequence > kept, sequence - kept >= horizon + step else { return nil }
        return min(sequence - kept, horizon + stride)
    }
}

extension Snapshot where Self: ~Copyable {
    /// The last change that may be missing in front of others that are not; 0 where none is.
    public borrowing func changeHorizon() throws(StoreError) -> UInt64 {
        let key = ChangeHorizon.key
        guard let content = try content(at: key.bytes) else { return 0 }
        var reader = ByteReader(content)
        do throws(RecordError) { return try reader.varint() } catch {
            throw .engine(.damaged(error))
        }
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Forgets the changes up to `horizon` that may be forgotten.
    mutating func forgetChanges(after last: UInt64, through horizon: UInt64) throws(StoreError) {
        var forgotten: [UInt64] = []
        let (lower, upper) = (Change.key(last + 1), Change.key(horizon + 1))
        try forEachEntry(from: lower.bytes, below: upper.bytes) {
            (key, content) throws(StoreError) -> Bool in
            do throws(RecordError) {
                if try Change.isForgettable(content) {
                    forgotten.append(try Change.sequence(ofKey: key))
                }
            } catch { throw .engine(.damaged(error)) }
            return true
        }
        for sequence in forgotten {
            let key = Change.key(sequence)
            try remove(key.bytes)
        }
        try put(horizon: horizon)
    }

    /// Says up to which change some may be missing.
    mutating func put(horizon: UInt64) throws(StoreError) {
        var bytes = ByteWriter()
        bytes.varint(horizon)
        let key = ChangeHorizon.key
        try put(key.bytes, content: bytes.bytes)
    }
}
