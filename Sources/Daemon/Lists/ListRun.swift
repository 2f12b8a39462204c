internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolServices

extension ListPlan {
    /// Writes the items of a page as an array.
    func write(
        _ request: ListRequest,
        for guest: Guest,
        in view: borrowing LMDBReader.View,
        to output: inout OutputBuffer
    ) throws(ServiceError) -> ListEnd {
        var run = ListRun(self, request, guest)
        output.append("[")
        if let sorting {
            try run.walkSorted(by: sorting, in: view, to: &output)
        } else {
            try run.walkInOrder(in: view, to: &output)
        }
        output.removeTrailingComma()
        output.append("]")
        guest.desk.trace?.entriesVisited += run.entriesVisited
        guest.desk.trace?.rowsFetched += run.rowsFetched
        guest.desk.trace?.index = walk.index.name
        if sorting?.byteCount == 0 { guest.desk.trace?.isGathered = true }
        guest.desk.trace?.filters += filters.map { "\($0.name)" }
        if let name = walk.index.passesOver { guest.desk.trace?.filters.append(name) }
        guest.desk.trace?.ranges += walk.ranges.count
        return run.end
    }
}

/// One walk through a list.
private struct ListRun<Row> {
    private let plan: ListPlan<Row>
    private let request: ListRequest
    private let guest: Guest
    private var tally: ListTally
    private var last: (row: Row, suffix: [UInt8])?
    private(set) var entriesVisited = 0
    private(set) var rowsFetched = 0
    private var isPast = false

    init(_ plan: ListPlan<Row>, _ request: ListRequest, _ guest: Guest) {
        self.plan = plan
        self.request = request
        self.guest = guest
        tally = ListTally(request)
    }

    var end: ListEnd { tally.end(last: last.map { key(of: $0.row, $0.suffix) }) }

    private func key(of row: Row, _ suffix: [UInt8]) -> [UInt8] {
        plan.sorting.map { $0.key(row) } ?? suffix
    }

    /// Whether rows need not be read to be counted.
    private var countsEntries: Bool {
        plan.filters.isEmpty && guest.seesAll && plan.walk.index.passesOver == nil
    }

    // MARK: - Walking

    mutating func walkInOrder(
        in view: borrowing LMDBReader.View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        var walk = plan.walk
        // Rows in front of the cursor matter only where all are counted.
        if let cursor = request.cursor, !request.counts { walk = walk.after(cursor) }
        let isBare = countsEntries
        var visited = 0
        defer { entriesVisited += visited }
        try walk.forEach(in: view, visited: &visited) {
            (suffix, key, content) throws(ServiceError) -> Bool in
            let suffix = [UInt8](copying: suffix)
            if isBare, tally.onlyCounts { return tally.next() != .stop }
            guard let row = try row(key, content, in: view) else { return !isPast }
            return try take(row, suffix, in: view, to: &output)
        }
    }

    mutating func walkSorted(
        by sorting: ListSorting<Row>,
        in view: borrowing LMDBReader.View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        var walk = plan.walk
        if let cursor = request.cursor, !request.counts {
            walk = walk.since(Array(cursor.prefix(sorting.byteCount)))
        }
        var level: [(row: Row, suffix: [UInt8])] = []
        var isDone = false
        var visited = 0
        defer { entriesVisited += visited }
        try walk.forEach(in: view, visited: &visited) {
            (suffix, key, content) throws(ServiceError) -> Bool in
            let suffix = [UInt8](copying: suffix)
            guard let row = try row(key, content, in: view) else { return true }
            if let first = level.first,
                !first.suffix.prefix(sorting.byteCount)
                    .elementsEqual(suffix.prefix(sorting.byteCount))
            {
                isDone = try !takeAll(&level, sorting, in: view, to: &output)
            }
            level.append((row, suffix))
            return !isDone
        }
        if !isDone { _ = try takeAll(&level, sorting, in: view, to: &output) }
    }

    /// The row of an entry, where the filters take it and the session may see it.
    private mutating func row(
        _ key: RawSpan,
        _ content: RawSpan,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Row? {
        let found = try plan.walk.index.row(
            key: key,
            content: content,
            in: view,
            fetched: &rowsFetched
        )
        guard var row = found else { return nil }
        if plan.isPast?(row) == true {
            isPast = true
            return nil
        }
        plan.adjust?(&row)
        for filter in plan.filters where try !filter.takes(row, view) { return nil }
        if guest.seesAll { return row }
        return try plan.isVisible(row, guest, view) ? row : nil
    }

    // MARK: - Taking

    /// Takes rows that stand side by side, in their own order; whether there may be more.
    private mutating func takeAll(
        _ level: inout [(row: Row, suffix: [UInt8])],
        _ sorting: ListSorting<Row>,
        in view: borrowing LMDBReader.View,
        to output: inout OutputBuffer
    ) throws(ServiceError) -> Bool {
        let rows = level
        level.removeAll(keepingCapacity: true)
        if rows.count == 1 { return try take(rows[0].row, rows[0].suffix, in: view, to: &output) }
        let sorted = rows.map { (key: sorting.key($0.row), row: $0) }
            .sorted { plan.walk.isOrdered($0.key, $1.key) }
        for (_, row) in sorted where try !take(row.row, row.suffix, in: view, to: &output) {
            return false
        }
        return true
    }

    /// Takes a visible row; whether there may be more.
    private mutating func take(
        _ row: Row,
        _ suffix: [UInt8],
        in view: borrowing LMDBReader.View,
        to output: inout OutputBuffer
    ) throws(ServiceError) -> Bool {
        if let cursor = request.cursor, !plan.walk.isOrdered(cursor, key(of: row, suffix)) {
            tally.passFront()
            return true
        }
        switch tally.next() {
        case .pass: return true
        case .stop: return false
        case .write: break
        }
        last = (row, suffix)
        // The fields own the buffer while they write; an empty one stands in for it.
        var buffer = OutputBuffer(capacity: 16)
        swap(&buffer, &output)
        var fields = ListFields(appendingTo: buffer, only: request.selection)
        try plan.write(row, view, &fields)
        rowsFetched += fields.rowsFetched
        output = fields.finish()
        output.append(",")
        return true
    }
}
