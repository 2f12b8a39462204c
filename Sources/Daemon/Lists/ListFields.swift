internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolServices
internal import Storage

/// Writes the members of an item that a client wants.
struct ListFields: FieldWriter, ~Copyable {
    private var json: JSONFields
    private let selection: ListSelection?
    /// How many rows were looked up for the item.
    private(set) var rowsFetched = 0

    /// Opens an object; without a selection every member is wanted.
    init(appendingTo output: consuming OutputBuffer, only selection: ListSelection?) {
        json = JSONFields(appendingTo: output)
        self.selection = selection
    }

    /// A member, where it is wanted.
    mutating func field<V: FieldValue>(_ name: StaticString, _ value: V) {
        if wants(name) { json.field(name, value) }
    }

    /// Nothing.
    mutating func hidden<V: FieldValue>(_ name: StaticString, _ value: V) {}

    /// Whether a member is wanted: what must be looked up for it need not be otherwise.
    func wants(_ name: StaticString) -> Bool { selection?.contains(name) ?? true }

    /// Whether a member is asked for by its name: some are not shown otherwise.
    func asksFor(_ name: StaticString) -> Bool { selection?.contains(name) ?? false }

    /// A row that an item names, looked up for its sake; nil where there is none.
    mutating func fetch<Row: Entity>(
        _ id: ID<Row>?,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Row? {
        guard let id else { return nil }
        rowsFetched += 1
        do throws(StoreError) { return try view.row(id) } catch { throw ServiceError(error) }
    }

    /// Sums that an owner has, looked up for an item's sake.
    mutating func amounts<Total: Aggregate>(
        _ total: Total.Type,
        of owner: UInt64,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Amounts {
        rowsFetched += 1
        do throws(StoreError) { return try view.amounts(total, owner: owner) } catch {
            throw ServiceError(error)
        }
    }

    /// Closes the object and gives the buffer back.
    consuming func finish() -> OutputBuffer { json.finish() }
}

/// The members of an item that a client asks for.
struct ListSelection: Sendable {
    private let names: [[UInt8]]

    init(_ names: [String]) { self.names = names.map { [UInt8]($0.utf8) } }

    func contains(_ name: StaticString) -> Bool {
        names.contains { $0.rawSpan.isEqual(to: name) }
    }
}
