public import Engine
internal import Records
internal import SchoolModel
public import Storage

/// Imports some rows of a source: each ends in exactly one of five counts, whatever becomes of the others.
///
/// A large source is imported in several requests; what one of them has seen is handed to the next. A
/// rehearsal takes all rows in one, so that it says exactly what the import would do.
public struct ImportRows: WriteRequest {
    public var kind: ImportKind
    public var rows: [ImportRow]
    public var options: ImportOptions
    /// Whether one row that fails refuses all.
    public var isAtomic: Bool
    /// What the rows before these have come to.
    public var state: State

    /// What an import has to remember between its requests.
    public struct State: Equatable, Sendable {
        public var report = ImportReport()
        /// How often a name has come that only one row may have.
        var seen: [String: Int] = [:]
        /// Rows by what people call them, where no index knows.
        var known: [String: [UInt64]]?

        public init() {}
    }

    public init(
        _ kind: ImportKind,
        _ rows: [ImportRow],
        _ options: ImportOptions = ImportOptions(),
        isAtomic: Bool = false,
        after state: State = State()
    ) {
        self.kind = kind
        self.rows = rows
        self.options = options
        self.options.named = kind.table
        self.isAtomic = isAtomic
        self.state = state
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> State {
        var state = state
        for row in rows {
            let before = state.report
            do throws(ServiceError) {
                let effect = try scope.part { scope throws(ServiceError) in
                    try take(row, &state, &scope, context)
                }
                state.report.count(effect, at: row.line)
            } catch {
                if case .store = error { throw error }
                if isAtomic { throw .item(index: row.line, error) }
                // A name has come, whatever became of its row: otherwise a second run, which finds what
                // the first one made, would take another of the rows with that name.
                state.report = before
                state.report.refuse(error, at: row.line)
            }
        }
        return state
    }

    private func take<T: WriteTransaction & ~Copyable>(
        _ row: ImportRow,
        _ state: inout State,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ImportEffect {
        switch kind {
        case .users: try take(user: row, &state, &scope, context)
        case .cohorts: try take(cohort: row, &state, &scope, context)
        case .cohortMembers: try take(member: row, &state, &scope, context)
        case .legacyGroups: try take(legacy: row, &state, &scope, context)
        case .attendance: try take(mark: row, &state, &scope, context)
        case .legacyLog: try take(log: row, &state, &scope, context)
        }
    }
}

extension ImportRows.State {
    /// How often a name has come, this time included.
    mutating func count(_ name: String) -> Int {
        seen[name, default: 0] += 1
        return seen[name] ?? 1
    }
}
