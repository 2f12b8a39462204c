internal import Engine
internal import LMDB
internal import Records
internal import SchoolServices
internal import Storage

/// What a list walks: entries in an order, each of which leads to a row.
protocol ListIndex<Row>: Sendable {
    /// What an entry leads to.
    associatedtype Row

    /// What `admin/explain` calls it.
    var name: String { get }

    /// What `admin/explain` calls that which some entries lack, and are no rows of the list for; nil where
    /// every entry is one: only then can rows be counted without being read.
    var passesOver: String? { get }

    /// Whether the suffixes of two ranges may be the same, since they do not end in the row's id.
    var hasTies: Bool { get }

    /// The row of an entry, or nil where the list has none for it; adds to `fetched` what it looks up.
    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> Row?
}

extension ListIndex {
    var passesOver: String? { nil }
    var hasTies: Bool { false }
}

/// The rows themselves, in the order of their keys.
struct Rows<Row: Entity>: ListIndex {
    var name: String { "\(Row.table.name)" }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> Row? {
        fetched += 1
        do { return try Row(key: key, content: content) } catch {
            throw ServiceError(EngineError.damaged(error))
        }
    }
}

/// The entries of an index.
struct Through<Index: SecondaryIndex>: ListIndex {
    typealias Row = Index.Row

    var name: String { "\(Index.name)" }
    var hasTies: Bool { Index.isUnique }

    init(_ index: Index.Type) {}

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> Index.Row? {
        var rowKey = KeyBuffer(reserving: 48)
        do throws(RecordError) {
            try Index.writeRowKey(forKey: key, content: content, to: &rowKey)
        } catch { throw ServiceError(EngineError.damaged(error)) }
        fetched += 1
        let row: Index.Row?
        do throws(StoreError) { row = try view.row(at: rowKey.bytes) } catch {
            throw ServiceError(error)
        }
        guard let row else { throw ServiceError(EngineError.damaged(.malformedKey)) }
        return row
    }
}

/// The rows of a table with natural keys, in the order of their ids.
struct ByID<Row: Entity>: ListIndex {
    /// All of them.
    static var range: KeyRange { KeyRange(Place(.ids, Row.table.number)) }

    var name: String { "\(Row.table.name)" }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> Row? {
        fetched += 1
        let row: Row?
        do throws(StoreError) { row = try view.row(at: content) } catch {
            throw ServiceError(error)
        }
        guard let row else { throw ServiceError(EngineError.damaged(.malformedKey)) }
        return row
    }
}
