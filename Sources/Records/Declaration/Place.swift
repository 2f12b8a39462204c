/// The first byte of a key: the kind of thing that owns the entry.
///
/// It decides the tree.
public struct Tag: BitwiseCopyable, Hashable, Sendable {
    /// What stands between the tag and the section.
    public enum Owner: UInt8, BitwiseCopyable, Sendable {
        /// An id with its length byte.
        case id
        /// Four bytes of a day.
        case day
        /// Nothing: the section follows the tag.
        case store
        /// The key has no section at all: the sequence of a change follows the tag.
        case sequence
    }

    /// Which tree the entries lie in; one tree for each temperature.
    public enum Tree: UInt8, BitwiseCopyable, CaseIterable, Sendable {
        /// Rows, pointers, ordered and unique entries.
        case relations
        /// Attendance.
        case sheets
        /// Ids and changes: only ever appended to.
        case tail
    }

    /// The stored byte.
    public let rawValue: UInt8
    /// What follows the byte.
    public let owner: Owner

    /// One line of the registry.
    @inlinable public init(_ rawValue: UInt8, owner: Owner) {
        self.rawValue = rawValue
        self.owner = owner
    }
}

extension Tag {
    /// What belongs to the store as a whole.
    @inlinable public static var store: Tag { Tag(0x0b, owner: .store) }
    /// Where the row with an id is, for tables with natural keys; the section is the table.
    @inlinable public static var ids: Tag { Tag(0x0c, owner: .store) }
    /// The changes in order of their sequence.
    @inlinable public static var changes: Tag { Tag(0x0d, owner: .sequence) }

    /// The tree of a stored byte: sheets and tail have two each, all others are relations.
    @inlinable public static func tree(of rawValue: UInt8) -> Tree {
        switch rawValue {
        case 0x04, 0x06: .sheets
        case 0x0c, 0x0d: .tail
        default: .relations
        }
    }
}

/// A tag and a section: one kind of entry.
public struct Place: BitwiseCopyable, Hashable, Sendable {
    /// The owner's kind.
    public let tag: Tag
    /// Which of the owner's entries.
    public let section: UInt8

    /// One line of the registry.
    @inlinable public init(_ tag: Tag, _ section: UInt8) {
        self.tag = tag
        self.section = section
    }
}

extension KeyWriter where Self: ~Copyable {
    /// The head of an entry that a row owns.
    @inlinable @inline(__always) public mutating func begin(_ place: Place, owner: UInt64) {
        let width = (71 &- owner.leadingZeroBitCount) &>> 3
        // A key that is put together in steps is read, or copied, before its bytes have reached memory.
        guard width <= 5 else { return beginWide(place, owner: owner) }
        let free = UInt64(48 &- 8 &* width)
        let id = UInt64(width) &<< 48 | owner &<< free | UInt64(place.section) &<< (free &- 8)
        append(word: UInt64(place.tag.rawValue) &<< 56 | id, count: 3 &+ width)
    }

    /// Likewise for an id of six or seven bytes.
    @usableFromInline @inline(never) mutating func beginWide(_ place: Place, owner: UInt64) {
        append(byte: place.tag.rawValue)
        append(id: owner)
        append(byte: place.section)
    }

    /// The head of an entry that a row owns.
    @inlinable @inline(__always) public mutating func begin<E>(_ place: Place, owner: ID<E>) {
        begin(place, owner: owner.rawValue)
    }

    /// The head of an entry that a row may own; 0 stands for none.
    @inlinable public mutating func begin<E>(_ place: Place, owner: ID<E>?) {
        begin(place, owner: owner?.rawValue ?? 0)
    }

    /// The head of an entry that a day owns.
    @inlinable public mutating func begin(_ place: Place, owner: Day) {
        append(byte: place.tag.rawValue)
        append(owner)
        append(byte: place.section)
    }

    /// The head of an entry of the store as a whole.
    @inlinable public mutating func begin(_ place: Place) {
        append(byte: place.tag.rawValue)
        append(byte: place.section)
    }
}

extension KeyReader {
    /// Passes over the head of an entry that a row owns, and tells the owner.
    @inlinable @_lifetime(self: copy self)
    public mutating func owner() throws(RecordError) -> UInt64 {
        _ = try byte()
        let owner = try id()
        _ = try byte()
        return owner
    }
}
