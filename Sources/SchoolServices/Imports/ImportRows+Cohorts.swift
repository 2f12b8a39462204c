internal import Collation
internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension ImportRows {
    /// A class, or a run of a course.
    func take<T: WriteTransaction & ~Copyable>(
        cohort row: ImportRow,
        _ state: inout State,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ImportEffect {
        guard let text = row["code"] ?? row["name"] else { throw .missing("code") }
        var code = text
        let id = try known(row["externalId"], kind.table, .cohort, in: scope)
        var cohort: Cohort?
        if let id { cohort = try scope.found(id.cast(to: Cohort.self)) }
        let folded = context.collator.folded(code, trimming: true).folded
        let occurrence = state.count("code/\(folded)")
        if cohort == nil {
            cohort = try scope.cohort(code: code, context)
            let isTaken = try isOther(cohort, than: row, in: scope)
            if isTaken || occurrence > 1 {
                guard options.onDuplicate == .suffix else {
                    return .skipped(field: "code", reason: "duplicate_code")
                }
                // Without ids of its own a source tells its rows apart by their order alone.
                var number = row["externalId"] == nil ? occurrence : 2
                repeat {
                    code = "\(text)#\(number)"
                    cohort = try scope.cohort(code: code, context)
                    number += 1
                } while try isOther(cohort, than: row, in: scope)
            }
        }
        return try put(row, code, over: cohort, &state, &scope, context)
    }

    /// Whether a cohort is what the source has another id for.
    private func isOther<T: WriteTransaction & ~Copyable>(
        _ cohort: Cohort?,
        than row: ImportRow,
        in scope: borrowing WriteScope<T>
    ) throws(ServiceError) -> Bool {
        guard let cohort, row["externalId"] != nil else { return false }
        return try hasOtherName(cohort.id.cast(to: AnyRow.self), .cohort, in: scope)
    }

    private func put<T: WriteTransaction & ~Copyable>(
        _ row: ImportRow,
        _ code: String,
        over known: Cohort?,
        _ state: inout State,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ImportEffect {
        let given = try targets(of: row, over: known, &state, &scope, context)
        guard let known else {
            let kind: Cohort.Kind =
                try row.choice("kind") ?? (given.course == nil ? .class : .course)
            var draft = CohortDraft(kind: kind, name: row["name"] ?? row["code"] ?? code)
            draft.code = code
            draft.courseID = given.course
            try row.write(to: &draft, given)
            try guessYear(row, &draft, &state)
            var create = CreateCohort(draft)
            create.createdAt = try row.instant("createdAt")
            let made = try create.run(in: &scope, as: context).cohort
            try remember(row["externalId"], .cohort, made.id.cast(to: AnyRow.self), &scope)
            return .created
        }
        let update = UpdateCohort(known.id) { draft throws(ServiceError) in
            draft.name = row["name"] ?? draft.name
            // One with a number behind its code has got it here.
            if !(draft.code ?? "").hasPrefix(code + "#") { draft.code = code }
            if let course = given.course, course != draft.courseID {
                throw .checkFailed(Cohort.table, field: "course", rule: "immutable")
            }
            try row.write(to: &draft, given)
            // Without a date of its own a cohort that was archived stays so.
            if known.status == .archived { draft.status = .archived }
        }
        let cohort = try update.run(in: &scope, as: context).cohort
        try remember(row["externalId"], .cohort, known.id.cast(to: AnyRow.self), &scope)
        return cohort == known ? .unchanged : .updated
    }

    /// The rows that a row of a cohort names.
    fileprivate struct CohortTargets {
        var course: ID<Course>?
        var organization: ID<Organization>?
        var tutor: ID<User>?
    }

    private func targets<T: WriteTransaction & ~Copyable>(
        of row: ImportRow,
        over known: Cohort?,
        _ state: inout State,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> CohortTargets {
        var targets = CohortTargets()
        if let text = row["organization"] {
            targets.organization = try organization(text, &state, in: scope, context)
        }
        if let text = row["course"] {
            let organization = targets.organization ?? known?.organizationID
            targets.course = try course(text, for: organization, &scope, context).id
        }
        if let text = row["tutor"] {
            // Staff have a table of their own in some systems.
            if try self.known(text, "tutor", .user, in: scope) != nil {
                let tutor = try person(text, "tutor", table: "tutor", in: scope, context)
                targets.tutor = tutor.id
            } else {
                targets.tutor = try person(text, "tutor", in: scope, context).id
            }
        }
        return targets
    }

    /// The year in which a class began: as it is told, else when the class was made, else a guess.
    private func guessYear(
        _ row: ImportRow,
        _ draft: inout CohortDraft,
        _ state: inout State
    ) throws(ServiceError) {
        guard draft.kind == .class, draft.startYear == nil else { return }
        if let createdAt = try row.instant("createdAt") {
            draft.startYear = createdAt.day.year
            return
        }
        guard options.guessesYear else { return }
        // "ML-61-17" began in 2017: the last part that is two digits.
        let parts = draft.name.split { !$0.isLetter && !$0.isNumber }
        let years = parts.filter { $0.utf8.count == 2 && $0.utf8.allSatisfy { 48...57 ~= $0 } }
        guard let last = years.last, let number = Int(last) else { return }
        let year = number < 50 ? 2000 + number : 1900 + number
        draft.startYear = year
        state.report.guesses.append(
            ImportReport.Guess(line: row.line, field: "startYear", value: "\(year)")
        )
    }
}

extension ImportRow {
    /// What the row says; where it says nothing, nothing is changed.
    fileprivate func write(
        to draft: inout CohortDraft,
        _ targets: ImportRows.CohortTargets
    ) throws(ServiceError) {
        draft.organizationID = targets.organization ?? draft.organizationID
        draft.tutorID = targets.tutor ?? draft.tutorID
        draft.educationLevel = values["educationLevel"] ?? draft.educationLevel
        draft.educationType = values["educationType"] ?? draft.educationType
        draft.language = values["language"] ?? draft.language
        draft.startYear = try number("startYear") ?? draft.startYear
        draft.endYear = try number("endYear") ?? draft.endYear
        draft.startDate = try day("startDate") ?? draft.startDate
        draft.endDate = try day("endDate") ?? draft.endDate
        draft.maxStudents = try number("maxStudents") ?? draft.maxStudents
        draft.isActive = try flag("isActive") ?? draft.isActive
    }
}

extension Day {
    /// Of the calendar.
    fileprivate var year: Int { Int(text.prefix(4)) ?? 0 }
}
