internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolServices

/// A list of items that are made before the first is answered: they follow from many rows.
///
/// `admin/explain` calls such a list gathered: a page costs what the whole does.
struct Gathered<Item> {
    /// What `admin/explain` calls the index that most of them come from.
    var index: StaticString
    /// What was looked at for them.
    var entries: EntryCount
    /// All of them, in their order.
    var items: [Item]
    /// What tells an item from all others: a cursor remembers it.
    var id: (Item) -> UInt64
    /// Writes the members of an item.
    var write: (Item, inout ListFields) -> Void

    /// Writes a page of them.
    func write(_ request: ListRequest, to output: inout OutputBuffer) -> ListEnd {
        var first = min(request.offset, items.count)
        if let cursor = request.cursor {
            first = (items.firstIndex { key($0) == cursor }).map { $0 + 1 } ?? items.count
        }
        let end = min(first + request.limit, items.count)
        output.append("[")
        for item in items[first..<end] {
            var buffer = OutputBuffer(capacity: 16)
            swap(&buffer, &output)
            var fields = ListFields(appendingTo: buffer, only: request.selection)
            write(item, &fields)
            output = fields.finish()
            output.append(",")
        }
        output.removeTrailingComma()
        output.append("]")
        let next = end < items.count && end > first ? key(items[end - 1]) : nil
        return ListEnd(next: next, count: items.count)
    }

    private func key(_ item: Item) -> [UInt8] {
        KeyRange.suffix { $0.append(id: id(item)) }
    }
}

extension Gathered where Item: Record {
    /// Rows as they are stored.
    init(_ rows: [Item], from index: StaticString, counting entries: EntryCount) {
        self.init(
            index: index,
            entries: entries,
            items: rows,
            id: { $0.id.rawValue },
            write: { $0.write(to: &$1) }
        )
    }
}

extension House {
    /// A list whose items are made all at once; those that are hidden must not be among them.
    func gathering<Item>(
        _ message: MethodMessage,
        _ prepare:
            @escaping @Sendable (borrowing Parameters) throws(RPCError) -> (
                Guest, borrowing LMDBReader.View
            ) throws(ServiceError) -> Gathered<Item>
    ) -> Method<Guest> {
        listing(message) { guest, request, parameters, output throws(RPCError) in
            let gather = try prepare(parameters)
            let gathered: Gathered<Item> = try guest.desk.read { view throws(ServiceError) in
                try gather(guest, view)
            }
            guest.desk.trace?.gathered(gathered.entries, "\(gathered.index)")
            return gathered.write(request, to: &output)
        }
    }
}
