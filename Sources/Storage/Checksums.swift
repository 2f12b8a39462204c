internal import Engine
public import Records

/// A row with fields that never leave the store, nor what is known of them.
public protocol SecretKeeping: Entity {
    /// The row without them.
    var withoutSecrets: Self { get }

    /// The row with those of another one.
    func withSecrets(of other: Self) -> Self
}

extension Store {
    /// A hash of all rows of each table, whatever their order and however they were stored; nil when
    /// nobody wants it any more.
    public func checksums<S: Schema>(
        _ schema: S.Type,
        while isWanted: () -> Bool = { true }
    ) throws(StoreError) -> [Table: UInt64]? {
        var reader = try makeReader()
        return try reader.read { view throws(StoreError) in
            try view.checksums(S.self, while: isWanted)
        }
    }
}

extension Snapshot where Self: ~Copyable {
    borrowing func checksums<S: Schema>(
        _ schema: S.Type,
        while isWanted: () -> Bool
    ) throws(StoreError) -> [Table: UInt64]? {
        let digests = Digests(schema)
        var sums = digests.nothing
        // A range stays within one tag: an engine may keep tags in trees of their own.
        for tag in UInt8.min..<UInt8.max {
            var lower = Key()
            lower.append(byte: tag)
            var upper = Key()
            upper.append(byte: tag + 1)
            var goesOn = true
            try forEachEntry(from: lower.bytes, below: upper.bytes) {
                (key, content) throws(StoreError) -> Bool in
                goesOn = isWanted()
                guard goesOn, let digest = digests.digest(of: key) else { return goesOn }
                do throws(RecordError) {
                    sums[digest.table, default: 0] &+= try digest.hash(key, content)
                } catch { throw .engine(.damaged(error)) }
                return true
            }
            guard goesOn else { return nil }
        }
        return sums
    }
}

/// How the rows of one table are hashed.
private protocol Digest {
    var table: Table { get }

    /// The hash of one row; 0 for a change that carries none.
    func hash(_ key: RawSpan, _ content: RawSpan) throws(RecordError) -> UInt64
}

private struct RowDigest<E: Entity>: Digest {
    var table: Table { E.table }

    func hash(_ key: RawSpan, _ content: RawSpan) throws(RecordError) -> UInt64 {
        if E.place.tag.owner == .sequence, try Change.activity(in: content) == nil { return 0 }
        var row = try E(storedAt: key, content)
        if let keeper = row as? any SecretKeeping, let open = keeper.withoutSecrets as? E {
            row = open
        }
        // Written anew: rows of an older form hash like those that are stored today.
        var bytes = ByteWriter()
        row.writeContent(to: &bytes)
        return mixed([UInt8](copying: key), bytes.array)
    }

    /// FNV-1a with a finish that spreads every bit, so that sums of hashes are as good as one.
    private func mixed(_ parts: [UInt8]...) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in parts {
            hash = (hash ^ UInt64(part.count)) &* 0x100_0000_01b3
            for byte in part { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ (hash >> 33)
    }
}

/// The digests of a schema, by the place of the rows.
private struct Digests {
    private var owners: [UInt8: Tag.Owner] = [:]
    private var digests: [Place: any Digest] = [:]

    init<S: Schema>(_ schema: S.Type) {
        var gatherer = Gatherer()
        S.visitEntities(&gatherer)
        digests = gatherer.digests
        for place in digests.keys { owners[place.tag.rawValue] = place.tag.owner }
    }

    /// What an empty store hashes to.
    var nothing: [Table: UInt64] {
        Dictionary(uniqueKeysWithValues: digests.values.map { ($0.table, 0) })
    }

    /// The digest of the row under a key; nil where no row lies.
    func digest(of key: RawSpan) -> (any Digest)? {
        var reader = KeyReader(key)
        do throws(RecordError) {
            let tag = try reader.byte()
            guard let owner = owners[tag] else { return nil }
            switch owner {
            case .id: _ = try reader.id()
            case .day: _ = try reader.day()
            case .store: break
            case .sequence: return digests[Place(Tag(tag, owner: owner), 0)]
            }
            return digests[Place(Tag(tag, owner: owner), try reader.byte())]
        } catch { return nil }
    }

    private struct Gatherer: EntityVisitor, ~Copyable {
        var digests: [Place: any Digest] = [:]

        mutating func visit<E: Entity>(_ entity: E.Type) throws(Never) {
            digests[E.place] = RowDigest<E>()
        }
    }
}
