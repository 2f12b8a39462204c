internal import JSONRPC
internal import Passwords
internal import Records
internal import SchoolServices
internal import Storage

/// One import at work: its rows are written in slices, so that others get their turn on the writer.
///
/// A rehearsal, and an import that is all or nothing, take all rows in one request.
struct ImportRun {
    /// Rows of one commit.
    private static let sliceRows = 1000

    private var source: ImportSource
    private let context: Context
    private let house: House

    init(_ source: ImportSource, _ context: Context, _ house: House) {
        self.source = source
        self.context = context
        self.house = house
    }

    consuming func run(_ effort: Effort, _ output: inout OutputBuffer) throws(RPCError) {
        try hashPasswords(effort)
        var state = ImportRows.State()
        state.report = source.report
        if source.isAtomic, let problem = state.report.problems.first {
            throw .importFailed(problem.line, problem.field, problem.reason)
        }
        let isWhole = source.isRehearsal || source.isAtomic
        var rest = source.rows[...]
        while !rest.isEmpty {
            let slice = Array(rest.prefix(isWhole ? rest.count : Self.sliceRows))
            rest = rest.dropFirst(slice.count)
            state = try write(slice, after: state)
            let done = source.rows.count - rest.count
            guard effort.goesOn("\(done) rows", done * 100 / source.rows.count) else {
                throw RPCError(.requestCancelled)
            }
        }
        output.append("{")
        output.member("kind", source.kind.rawValue)
        output.append(report: state.report, isRehearsal: source.isRehearsal)
        output.append(",\"ignoredColumns\":")
        output.append(texts: source.ignoredColumns)
        output.append("}")
    }

    private func write(
        _ rows: [ImportRow],
        after state: ImportRows.State
    ) throws(RPCError) -> ImportRows.State {
        let request = ImportRows(
            source.kind,
            rows,
            source.options,
            isAtomic: source.isAtomic,
            after: state
        )
        do throws(ServiceError) {
            if source.isRehearsal { return try house.store.dryRun(request, as: context) }
            return try house.store.run(request, as: context)
        } catch {
            guard case .item(let line, let reason) = error else { throw RPCError(error) }
            let (field, text) = reason.blame
            throw .importFailed(line, field, text)
        }
    }

    /// A password is only that of somebody new: whoever is there already has one, or none.
    private mutating func hashPasswords(_ effort: Effort) throws(RPCError) {
        guard source.kind == .users else { return }
        let (house, context, isRehearsal) = (house, context, source.isRehearsal)
        var isOutOfMemory = false
        source.prepare { row in
            guard let password = row.values["password"], !effort.cancellation.isCancelled else {
                return nil
            }
            guard NewPassword.length.contains(password.unicodeScalars.count) else {
                return ("password", "8 to 128 characters")
            }
            guard !isRehearsal, !house.isKnown(row.values["email"] ?? "", context) else {
                return nil
            }
            row.passwordHash = Passwords.hash(password)
            if row.passwordHash == nil { isOutOfMemory = true }
            return nil
        }
        if isOutOfMemory { throw .noMemory }
        if effort.cancellation.isCancelled { throw RPCError(.requestCancelled) }
    }
}

extension House {
    /// Whether somebody has an address.
    fileprivate func isKnown(_ email: String, _ context: Context) -> Bool {
        let user = try? store.read { view throws(ServiceError) in
            try view.user(email: email, context)
        }
        return user != nil
    }
}

extension OutputBuffer {
    /// What became of the rows, as members of an object; no comma behind the last.
    mutating func append(report: ImportReport, isRehearsal: Bool) {
        append(isRehearsal ? "\"dryRun\":true," : "\"dryRun\":false,")
        member("rows", report.rows)
        member("created", report.created)
        member("updated", report.updated)
        member("unchanged", report.unchanged)
        member("skipped", report.skipped)
        member("failed", report.failed)
        append("\"problems\":[")
        for problem in report.problems.sorted(by: { $0.line < $1.line }) {
            append("{")
            member("line", problem.line)
            member("outcome", problem.isSkipped ? "skipped" : "failed")
            if problem.field.isEmpty {
                append("\"field\":null,")
            } else {
                member("field", problem.field)
            }
            member("reason", problem.reason)
            removeTrailingComma()
            append("},")
        }
        removeTrailingComma()
        append("],\"guesses\":[")
        for guess in report.guesses {
            append("{")
            member("line", guess.line)
            member("field", guess.field)
            member("value", guess.value)
            removeTrailingComma()
            append("},")
        }
        removeTrailingComma()
        append("]")
    }
}

extension RPCError {
    /// Why an import is refused as a whole.
    static func importFailed(
        _ line: Int,
        _ field: String,
        _ reason: String
    ) -> RPCError {
        RPCError(
            .importFailed,
            facts: [
                .init("line", .number(Int64(line))),
                .init("field", field.isEmpty ? .null : .text(field)),
                .init("reason", .text(reason)),
            ]
        )
    }
}
