internal import LMDB
internal import Records
internal import SchoolModel
internal import Storage

/// Everything that the store holds against everything that the model holds.
package struct Comparison {
    private let model: Model
    private let school: OpenSchool
    /// Rows of the activity log up to here were compared before, and never change.
    private let comparedActivities: UInt64
    /// What differs, in words with keys; empty where nothing does.
    package private(set) var differences: [String] = []
    /// How many rows and how many ranges were compared.
    package private(set) var rows = 0
    package private(set) var ranges = 0

    package init(of school: OpenSchool, with model: Model, comparedActivities: UInt64 = 0) {
        self.model = model
        self.school = school
        self.comparedActivities = comparedActivities
        compareCounters()
        for table in model.allTables { table.compare(in: &self) }
        compareSums()
    }

    private mutating func note(_ difference: String) {
        if differences.count < 20 { differences.append(difference) }
    }

    private mutating func compareCounters() {
        let counters = school.store.counters
        if counters.sequence != model.tally.sequence {
            note("sequence: store \(counters.sequence), model \(model.tally.sequence)")
        }
        if counters.lastChangeAt != model.tally.lastChangeAt {
            note("last change: store \(counters.lastChangeAt), model \(model.tally.lastChangeAt)")
        }
        for table in model.allTables {
            let line = counters[table.table]
            let lastID = model.lastID(of: table.table)
            if line.rows != table.count || line.lastID != lastID {
                note(
                    "\(table.table.name): store \(line), model \(table.count) rows, last id \(lastID)"
                )
            }
        }
    }

    // MARK: - Rows and orders

    fileprivate mutating func compareTable<Row: Modelled>(_ table: ModelTable<Row>) {
        let isLog = Row.self == ActivityLog.self
        let recent = table.rows.values.filter { !isLog || $0.number > comparedActivities }
        do throws(StoreError) {
            if Row.isNumbered { try compareByID(recent) }
            for order in Row.orders { try compare(recent, in: order, isWhole: !isLog) }
        } catch { note("\(Row.table.name) cannot be read: \(error)") }
    }

    private mutating func compareByID<Row: Modelled>(_ expected: [Row]) throws(StoreError) {
        let wrong = try school.read { view throws(StoreError) in
            var wrong: [String] = []
            for row in expected {
                let found = try view.row(row.id)
                if !row.isSame(as: found) {
                    wrong.append("store \(found.map { "\($0)" } ?? "nothing"), model \(row)")
                }
            }
            return wrong
        }
        rows += expected.count
        for text in wrong { note("\(Row.table.name) by id: \(text)") }
    }

    /// Each range of one order: the same rows in the same order.
    private mutating func compare<Row: Modelled>(
        _ expected: [Row],
        in order: Order<Row>,
        isWhole: Bool
    ) throws(StoreError) {
        var ranges: [[UInt8]: [(fields: Fields, row: Row)]] = [:]
        for row in expected {
            guard let (owner, fields) = order.entry(row) else { continue }
            ranges[owner, default: []].append((fields, row))
        }
        for (owner, entries) in ranges {
            var found = try school.read { view throws(StoreError) in
                try order.walk(view, owner.rawSpan)
            }
            if !isWhole { found.removeAll { $0.number <= comparedActivities } }
            self.ranges += 1
            let sorted = entries.sorted { $0.fields < $1.fields }
            if !matches(found, sorted) {
                let difference = Self.difference(found, sorted)
                note("\(order.name) under \(hexadecimal(owner)): \(difference)")
            }
        }
    }

    /// Texts that are cut in keys leave the order of their rows open.
    private func matches<Row: Modelled>(
        _ found: [Row],
        _ expected: [(fields: Fields, row: Row)]
    ) -> Bool {
        guard found.count == expected.count else { return false }
        var start = 0
        while start < expected.count {
            var end = start + 1
            while end < expected.count, expected[end].fields == expected[start].fields { end += 1 }
            for (_, row) in expected[start..<end]
            where !found[start..<end].contains(where: row.isSame) {
                return false
            }
            start = end
        }
        return true
    }

    private static func difference<Row: Modelled>(
        _ found: [Row],
        _ expected: [(fields: Fields, row: Row)]
    ) -> String {
        let place = zip(found, expected).prefix { $0.isSame(as: $1.row) }.count
        let store = place < found.count ? "\(found[place])" : "nothing"
        let model = place < expected.count ? "\(expected[place].row)" : "nothing"
        return
            "store \(found.count) rows, model \(expected.count); at \(place) store \(store), model \(model)"
    }

    // MARK: - Sums

    private mutating func compareSums() {
        let expected = model.sums
        compare(CohortCounters.self, model.rows(Cohort.self), expected)
        compare(CourseCounters.self, model.rows(Course.self), expected)
        compare(GroupCounters.self, model.rows(Group.self), expected)
    }

    private mutating func compare<A: Aggregate, Row: Modelled>(
        _ aggregate: A.Type,
        _ table: ModelTable<Row>,
        _ expected: [Name: [Int64]]
    ) {
        for number in table.rows.keys {
            do throws(StoreError) {
                let sums = try school.read { view throws(StoreError) in
                    try view.amounts(A.self, owner: number)
                }
                let found = sums.indices.map { sums[$0] }
                let wanted = expected[Name(Row.table, number)] ?? [0, 0, 0, 0]
                if found != wanted {
                    note("\(A.name) of \(number): store \(found), model \(wanted)")
                }
            } catch { note("\(A.name) of \(number) cannot be read: \(error)") }
        }
    }
}

extension ModelTable {
    /// Compares all its rows: the class knows their type.
    func compareRows(in comparison: inout Comparison) { comparison.compareTable(self) }
}

/// Bytes for people.
package func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
