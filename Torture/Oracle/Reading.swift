internal import Engine
internal import LMDB
internal import Records
internal import SchoolModel
internal import Storage

/// One question to a store whose answer the model knows.
package struct Reading: Sendable {
    /// What a store may say.
    package enum Answer: Equatable, Sendable {
        case right
        /// The store has noticed that its bytes are not what was written.
        case damaged
        /// Neither the truth nor an error.
        case wrong(String)
    }

    package let name: String
    private let ask: @Sendable (OpenSchool) throws(StoreError) -> String?

    /// `ask` returns what is wrong.
    init(_ name: String, ask: @escaping @Sendable (OpenSchool) throws(StoreError) -> String?) {
        self.name = name
        self.ask = ask
    }

    /// Asks.
    package func answer(of school: OpenSchool) -> Answer {
        do throws(StoreError) {
            return try ask(school).map { .wrong($0) } ?? .right
        } catch {
            if case .engine(.damaged) = error { return .damaged }
            return .wrong("\(error)")
        }
    }
}

extension Model {
    /// Every row by its id, every range of every order, every sum.
    package var readings: [Reading] {
        allTables.flatMap { $0.readings() } + sumReadings(of: CohortCounters.self, Cohort.self)
            + sumReadings(of: CourseCounters.self, Course.self)
            + sumReadings(of: GroupCounters.self, Group.self)
    }

    private func sumReadings<A: Aggregate, Row: Modelled>(
        of aggregate: A.Type,
        _ type: Row.Type
    ) -> [Reading] {
        rows(Row.self).numbers.map { number in
            let expected = sums[Name(Row.table, number)] ?? [0, 0, 0, 0]
            return Reading("\(A.name) of \(number)") { school throws(StoreError) in
                let sums = try school.read { view throws(StoreError) in
                    try view.amounts(A.self, owner: number)
                }
                let found = sums.indices.map { sums[$0] }
                return found == expected ? nil : "\(found)"
            }
        }
    }
}

extension ModelTable {
    func readingsByID() -> [Reading] {
        guard Row.isNumbered else { return [] }
        return numbers.compactMap { rows[$0] }.map { row in
            Reading("\(Row.table.name) \(row.number)") { school throws(StoreError) in
                let found = try school.read { view throws(StoreError) in try view.row(row.id) }
                return row.isSame(as: found) ? nil : found.map { "\($0)" } ?? "nothing"
            }
        }
    }

    func readingsInOrder() -> [Reading] {
        Row.orders.flatMap { order in
            var ranges: [[UInt8]: [(fields: Fields, row: Row)]] = [:]
            for row in numbers.compactMap({ rows[$0] }) {
                guard let (owner, fields) = order.entry(row) else { continue }
                ranges[owner, default: []].append((fields, row))
            }
            return ranges.map { owner, entries in
                let expected = entries.sorted { $0.fields < $1.fields }.map(\.row)
                let name = "\(order.name) under \(hexadecimal(owner))"
                return Reading(name) { school throws(StoreError) in
                    let found = try school.read { view throws(StoreError) in
                        try order.walk(view, owner.rawSpan)
                    }
                    let isRight =
                        found.count == expected.count
                        && zip(found, expected).allSatisfy { $0.isSame(as: $1) }
                    return isRight ? nil : "\(found)"
                }
            }
        }
    }
}
