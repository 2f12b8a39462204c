internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

// What changes many members of cohorts at once.
extension House {
    var cohortBulkEnroll: Method<Guest> {
        writing(.cohortBulkEnroll) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let students = try parameters.people()
            let isAtomic = try parameters.bool("atomic", default: true)
            return { scope, context throws(ServiceError) in
                try BulkEnrollInCohort(
                    cohort: cohort.resolve(in: scope),
                    named: students,
                    isAtomic: isAtomic
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: BulkOutcome, output) in
            output.append(outcome, created: "created")
        }
    }

    var cohortTransfer: Method<Guest> {
        writing(.cohortTransfer) { parameters throws(RPCError) in
            let student = try parameters.name("studentId", of: User.self)
            let origin = try parameters.name("from", of: Cohort.self)
            let destination = try parameters.name("to", of: Cohort.self)
            return { scope, context throws(ServiceError) in
                try TransferStudent(
                    student.resolve(in: scope),
                    from: origin.resolve(in: scope),
                    to: destination.resolve(in: scope)
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: TransferStudent.Outcome, output) in
            output.append("{\"origin\":")
            output.append(row: outcome.origin)
            output.append(",\"destination\":")
            output.append(row: outcome.destination)
            output.append(",\"enrollment\":")
            output.append(optional: outcome.enrollment)
            output.append("}")
        }
    }

    var cohortRefreshRoster: Method<Guest> {
        writing(.cohortRefreshRoster) { parameters throws(RPCError) in
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            return { scope, context throws(ServiceError) in
                try RefreshRoster(cohort.resolve(in: scope)).run(in: &scope, as: context)
            }
        } _: { (outcome: RefreshRoster.Outcome, output) in
            output.append("{")
            output.member("recomputed", outcome.recomputed)
            output.member("corrected", outcome.corrected)
            output.removeTrailingComma()
            output.append("}")
        }
    }
}

extension Parameters {
    /// Whom a request for many is about: `studentIds`, `emails` or `csv`, one of the three.
    fileprivate func people() throws(RPCError) -> [PersonName] {
        let (ids, emails, lines) = (isGiven("studentIds"), isGiven("emails"), isGiven("csv"))
        let count = (ids ? 1 : 0) + (emails ? 1 : 0) + (lines ? 1 : 0)
        guard count == 1 else {
            let reason: StaticString = count == 0 ? "missing" : "conflict"
            throw invalid("studentIds", reason, hint: "one of studentIds, emails, csv")
        }
        if ids { return try people("studentIds") }
        if emails {
            var elements = try elements("emails")
            var people: [PersonName] = []
            while let element = elements.next() {
                guard let text = element.text else { throw invalid("emails", "wrongType") }
                people.append(.email(String(decoding: [UInt8](copying: text), as: UTF8.self)))
            }
            return people
        }
        return try people(inLines: string("csv"))
    }

    /// Whether a parameter is there, and is not null.
    func isGiven(_ name: StaticString) -> Bool {
        guard let value = value(name) else { return false }
        return value.kind != .null
    }

    /// People by their ids, or by what other systems call them.
    func people(_ name: StaticString) throws(RPCError) -> [PersonName] {
        try names(name, of: User.self).map { named in
            switch named {
            case .id(let id): .id(id)
            case .ref(let source, let externalID): .ref(source: source, externalID: externalID)
            }
        }
    }

    /// A line for each: an e-mail or an id, in the column that the first line calls so, or else in the
    /// first one.
    private func people(inLines text: String) throws(RPCError) -> [PersonName] {
        var lines = text.separatedCells.filter { $0 != [""] }
        var column = 0
        if let head = lines.first,
            let index = head.firstIndex(where: { Self.columns.contains($0.columnName) })
        {
            column = index
            lines.removeFirst()
        }
        var people: [PersonName] = []
        for cells in lines {
            let cell = column < cells.count ? cells[column] : ""
            let word = String(cell.drop { $0 == " " })
            if let number = UInt64(word), number > 0, number <= ID<User>.maximum {
                people.append(.id(ID(number)))
            } else {
                people.append(.email(word))
            }
        }
        return people
    }

    private static var columns: [String] { ["email", "studentemail", "studentid", "id"] }
}

extension String {
    /// A column is called the same with spaces, underscores and capitals.
    fileprivate var columnName: String {
        lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" && $0 != "\u{feff}" }
    }

    /// The cells of a text of comma-separated values, line by line, as RFC 4180 has them.
    var separatedCells: [[String]] {
        var lines: [[String]] = [[]]
        var cell = String.UnicodeScalarView()
        var (isQuoted, wasQuote) = (false, false)
        func end() { lines[lines.count - 1].append(String(cell)) }
        for scalar in unicodeScalars {
            // A quotation mark inside quotes ends them, unless another one follows.
            if scalar == "\"" {
                if !isQuoted, wasQuote { cell.append(scalar) }
                wasQuote = isQuoted
                isQuoted.toggle()
                continue
            }
            wasQuote = false
            switch scalar {
            case "," where !isQuoted:
                end()
                cell = .init()
            case "\n" where !isQuoted:
                end()
                cell = .init()
                lines.append([])
            case "\r" where !isQuoted: break
            default: cell.append(scalar)
            }
        }
        end()
        return lines
    }
}

extension OutputBuffer {
    /// What became of everybody whom a request names; who is new is called as the method has it.
    mutating func append(_ outcome: BulkOutcome, created name: StaticString) {
        append("{")
        member(name, outcome.created.count)
        member("reactivated", outcome.reactivated.count)
        member("already", outcome.already.count)
        append("\"")
        append(name)
        append("Ids\":")
        append(ids: outcome.created)
        append(",\"reactivatedIds\":")
        append(ids: outcome.reactivated)
        append(",\"alreadyIds\":")
        append(ids: outcome.already)
        append(",\"failed\":")
        append(failed: outcome.failed)
        append("}")
    }
}
