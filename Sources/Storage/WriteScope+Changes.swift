public import Engine
internal import Records

extension WriteScope where Transaction: ~Copyable {
    /// A meta record stands at least this often, so that opening replays no more changes than this.
    static var metaInterval: UInt64 { 1000 }

    /// Notes what happened to a row.
    mutating func noteRow(_ table: Table, key: borrowing KeyBuffer, _ verb: AcceptedChange.Verb) {
        request.rowCount += 1
        guard request.rows.count < Change.maximumRows else { return }
        request.rows.append(
            Change.Row(table: table.number, verb: verb, key: key.array)
        )
    }

    /// Closes a request that wrote something: one change for each activity row, or one without any.
    ///
    /// The last one carries the rows and the counters of the whole request.
    mutating func finishRequest() throws(StoreError) {
        guard request.rowCount > 0 || !request.activities.isEmpty,
            let before = request.countersBefore
        else { return }
        if request.activities.isEmpty { counters.sequence += 1 }
        counters.lastChangeAt = now
        for (sequence, content) in request.activities.dropLast() {
            try put(Change(kind: .activity, time: now, activity: content), at: sequence)
        }
        var change = Change(time: now)
        if let content = request.activities.last?.content {
            change.kind.insert(.activity)
            change.activity = content
        }
        change.rows = request.rows
        if request.rowCount > Change.maximumRows {
            change.kind.insert(.shortened)
            change.rows = []
        }
        if counters.sequence / Self.metaInterval > before.sequence / Self.metaInterval {
            change.kind.insert(.meta)
            change.counters = counters.totals
        } else {
            change.counters = counters.differences(from: before)
        }
        try put(change, at: counters.sequence)
        if let missing = request.horizon {
            try put(horizon: missing)
            horizon = missing
        }
        request = Request()
    }

    /// Writes the totals of all tables as a change of their own.
    mutating func putMetaRecord() throws(StoreError) {
        counters.sequence += 1
        let change = Change(kind: .meta, time: counters.lastChangeAt, counters: counters.totals)
        try put(change, at: counters.sequence)
    }

    mutating func put(_ change: Change, at sequence: UInt64) throws(StoreError) {
        var bytes = ByteWriter()
        change.write(to: &bytes)
        let key = Change.key(sequence)
        try put(key.bytes, content: bytes.bytes)
    }
}

extension Counters {
    /// Every table that has ever held a row.
    var totals: [Change.Counter] {
        (UInt8.min...UInt8.max).compactMap { number in
            let line = self[number]
            guard line != Line() else { return nil }
            return Change.Counter(table: number, lastID: line.lastID, rows: line.rows)
        }
    }

    /// The tables that a request has changed.
    func differences(from before: Counters) -> [Change.Counter] {
        (UInt8.min...UInt8.max).compactMap { number in
            let (old, new) = (before[number], self[number])
            guard old != new else { return nil }
            return Change.Counter(table: number, lastID: new.lastID, rows: new.rows - old.rows)
        }
    }
}

extension Snapshot where Self: ~Copyable {
    /// Reads the counters: the last meta record and the changes behind it.
    public borrowing func counters() throws(StoreError) -> Counters {
        var behind: [Change] = []
        var totals = Counters()
        let (lower, upper) = (Change.key(0), Change.end)
        var isFirst = true
        do throws(EngineError) {
            var changes = entries(
                from: lower.bytes,
                below: upper.bytes,
                reversed: true,
                limit: .max
            )
            while let entry = try changes.next() {
                do throws(RecordError) {
                    let content = try verifiedContent(key: entry.key, value: entry.value)
                    var key = KeyReader(entry.key)
                    try key.skip(1)
                    if isFirst { totals.sequence = try key.id() }
                    isFirst = false
                    behind.append(try Change(content))
                } catch { throw EngineError.damaged(error) }
                if behind[behind.count - 1].kind.contains(.meta) { break }
            }
        } catch { throw .engine(error) }
        for change in behind.reversed() { change.apply(to: &totals) }
        return totals
    }
}
