internal import LMDB
internal import Records
internal import SchoolServices
internal import Storage

/// Entries of an index that begin alike, or those of them between two bounds.
///
/// What stands behind the common beginning is the entry's *suffix*: it orders the rows of a list, and it
/// is what a cursor remembers.
struct KeyRange {
    /// The place, the owner, and whatever else all of them share.
    private(set) var prefix: [UInt8]
    /// No suffix is smaller.
    var from: [UInt8] = []
    /// All suffixes are smaller; nil for no bound.
    var below: [UInt8]?

    /// What an owner has at a place, or what the store has there; `more` narrows it.
    init(_ place: Place, owner: UInt64? = nil, _ more: (inout KeyBuffer) -> Void = { _ in }) {
        var key = KeyBuffer(reserving: 24)
        if let owner, place.tag.owner == .id {
            key.begin(place, owner: owner)
        } else {
            if place.tag.owner == .sequence {
                key.append(byte: place.tag.rawValue)
            } else {
                key.begin(place)
            }
            if let owner { key.append(id: owner) }
        }
        more(&key)
        prefix = key.array
    }

    /// All entries of a tag whose owners are days.
    init(_ tag: Tag) { prefix = [tag.rawValue] }

    /// The bytes that `write` appends to a key: for a bound.
    static func suffix(_ write: (inout KeyBuffer) -> Void) -> [UInt8] {
        var key = KeyBuffer(reserving: 24)
        write(&key)
        return key.array
    }

    /// Its first key.
    var lower: [UInt8] { prefix + from }

    /// The first key behind it.
    var upper: [UInt8] {
        guard let below else { return Self.behind(prefix) }
        return prefix + below
    }

    /// The part of it that lies behind a suffix, in the direction of a walk.
    func after(_ suffix: [UInt8], reversed: Bool) -> KeyRange {
        var part = self
        if reversed {
            if below.map({ suffix.lexicographicallyPrecedes($0) }) ?? true { part.below = suffix }
        } else if !suffix.lexicographicallyPrecedes(from) {
            part.from = suffix + [0]
        }
        return part
    }

    /// The part of it that begins with the suffixes which begin like this, in the direction of a walk.
    func since(_ head: [UInt8], reversed: Bool) -> KeyRange {
        guard !head.isEmpty else { return self }
        var part = self
        if reversed {
            let end = Self.behind(head)
            if below.map({ end.lexicographicallyPrecedes($0) }) ?? true { part.below = end }
        } else if from.lexicographicallyPrecedes(head) {
            part.from = head
        }
        return part
    }

    /// The smallest key behind all that begin like this.
    private static func behind(_ prefix: [UInt8]) -> [UInt8] {
        var key = KeyBuffer(reserving: prefix.count)
        key.append(prefix.rawSpan)
        key.advancePastPrefix()
        return key.array
    }
}

extension KeyRange {
    /// Calls `body` with the suffix, the key and the content of each entry, until it returns false.
    func forEach(
        in view: borrowing LMDBReader.View,
        reversed: Bool,
        _ body: (RawSpan, RawSpan, RawSpan) throws(ServiceError) -> Bool
    ) throws(ServiceError) {
        let (lower, upper) = (lower, upper)
        let head = prefix.count
        guard lower.lexicographicallyPrecedes(upper) else { return }
        try view.forEachEntry(from: lower.rawSpan, below: upper.rawSpan, reversed: reversed) {
            (key, content) throws(ServiceError) -> Bool in
            try body(key.extracting(head...), key, content)
        }
    }
}
