internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var backfillMethods: [Method<Guest>] {
        [enrollmentAudit, enrollmentBackfill, adminBackfillCohorts]
    }

    /// Rows of one commit.
    private static var sliceRows: Int { 1000 }

    private var enrollmentAudit: Method<Guest> {
        let house = self
        return working(.enrollmentAudit, "auditing enrollments") {
            guest,
            parameters throws(RPCError) in
            let limit = try parameters.countIfPresent("limit", in: 0...500) ?? 50
            var last: EnrollmentAudit.Pair?
            if let cursor = try parameters.stringIfPresent("cursor") {
                guard let pair = EnrollmentAudit.Pair(cursor: cursor) else {
                    throw RPCError(.badCursor)
                }
                last = pair
            }
            let (context, from) = (house.context(for: guest), last)
            return { effort, output throws(RPCError) in
                let audit = try house.audit(as: context, effort)
                audit.write(from: from, limit: limit, to: &output)
            }
        }
    }

    /// Compares all that the caller may know of.
    private func audit(
        as context: Context,
        _ effort: Effort
    ) throws(RPCError) -> EnrollmentAudit {
        // A service looks at every organisation.
        let organization = context.caller.kind == .service ? nil : context.organization
        if context.caller.kind != .service, organization == nil { return EnrollmentAudit() }
        let lastID = store.counters[LegacyGroupMember.table].lastID
        let audit: EnrollmentAudit?
        do throws(ServiceError) {
            audit = try store.read { view throws(ServiceError) in
                try EnrollmentAudit.run(in: view, lastID: lastID, of: organization) {
                    effort.goesOn("comparing", 0)
                }
            }
        } catch { throw RPCError(error) }
        guard let audit else { throw RPCError(.requestCancelled) }
        return audit
    }

    private var enrollmentBackfill: Method<Guest> {
        let house = self
        return working(.enrollmentBackfill, "backfilling enrollments") {
            guest,
            parameters throws(RPCError) in
            let isCommitted = try parameters.bool("commit", default: false)
            let context = house.context(for: guest)
            return { effort, output throws(RPCError) in
                let audit = try house.audit(as: context, effort)
                var outcome = BackfillEnrollments.Outcome()
                var rest = audit.gaps.map(\.pair)[...]
                while !rest.isEmpty {
                    let size = isCommitted ? Self.sliceRows : rest.count
                    let request = BackfillEnrollments(Array(rest.prefix(size)))
                    rest = rest.dropFirst(size)
                    outcome.add(
                        try house.run(request, as: context, isRehearsal: !isCommitted)
                    )
                    try effort.continueOrStop("enrolling", audit.gaps.count - rest.count)
                }
                outcome.write(audit, isCommitted: isCommitted, to: &output)
            }
        }
    }

    private var adminBackfillCohorts: Method<Guest> {
        let house = self
        return working(.adminBackfillCohorts, "backfilling cohorts") {
            guest,
            parameters throws(RPCError) in
            let isCommitted = try parameters.bool("commit", default: false)
            let context = house.context(for: guest)
            return { effort, output throws(RPCError) in
                let lastID = house.store.counters[Course.table].lastID
                let courses = (0..<lastID).map { ID<Course>($0 + 1) }
                var outcome = BackfillCohorts.Outcome()
                if isCommitted {
                    for course in courses {
                        try house.backfill(course, as: context, effort, &outcome)
                    }
                } else {
                    outcome = try house.run(
                        BackfillCohorts(courses),
                        as: context,
                        isRehearsal: true
                    )
                }
                outcome.write(isCommitted: isCommitted, to: &output)
            }
        }
    }

    /// One course, a slice at a time.
    private func backfill(
        _ course: ID<Course>,
        as context: Context,
        _ effort: Effort,
        _ outcome: inout BackfillCohorts.Outcome
    ) throws(RPCError) {
        while true {
            let request = BackfillCohorts([course], limit: Self.sliceRows)
            let slice = try run(request, as: context, isRehearsal: false)
            outcome.add(slice)
            try effort.continueOrStop("course", Int(course.rawValue))
            if slice.isComplete { return }
        }
    }

    /// Runs a request from a thread that may wait for it.
    private func run<Request: WriteRequest>(
        _ request: Request,
        as context: Context,
        isRehearsal: Bool
    ) throws(RPCError) -> Request.Outcome {
        do throws(ServiceError) {
            return isRehearsal
                ? try store.dryRun(request, as: context) : try store.run(request, as: context)
        } catch { throw RPCError(error) }
    }
}

extension Effort {
    /// Says how many are done; an error where nobody wants more.
    fileprivate func continueOrStop(_ what: String, _ done: Int) throws(RPCError) {
        guard goesOn("\(what) \(done)", 50) else { throw RPCError(.requestCancelled) }
    }
}

// MARK: - Answers

extension EnrollmentAudit.Pair {
    /// As `3-1`: the last gap of the answer before.
    fileprivate init?(cursor: String) {
        let parts = cursor.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let student = UInt64(parts[0]), let course = UInt64(parts[1])
        else { return nil }
        self.init(student: ID(student), course: ID(course))
    }

    fileprivate var cursor: String { "\(student.rawValue)-\(course.rawValue)" }
}

extension EnrollmentAudit {
    fileprivate func write(from: Pair?, limit: Int, to output: inout OutputBuffer) {
        output.append("{")
        output.member("activeLegacy", memberships)
        output.member("uniquePairs", pairs)
        output.member("active", counts[.active] ?? 0)
        output.member("inactive", counts[.inactive] ?? 0)
        output.member("missing", counts[.missing] ?? 0)
        let hundredths = coverage % 100
        output.member("coverage", "\(coverage / 100).\(hundredths < 10 ? "0" : "")\(hundredths)")
        output.member("status", status)
        output.append("\"details\":[")
        let behind = gaps.drop { gap in from.map { gap.pair <= $0 } ?? false }
        for gap in behind.prefix(limit) {
            output.append("{")
            output.member("studentId", Int(gap.pair.student.rawValue))
            output.member("courseId", Int(gap.pair.course.rawValue))
            output.member("standing", gap.standing.rawValue)
            output.removeTrailingComma()
            output.append("},")
        }
        output.removeTrailingComma()
        output.append("],")
        if behind.count > limit, limit > 0, let last = behind.prefix(limit).last {
            output.member("nextCursor", last.pair.cursor)
        }
        output.removeTrailingComma()
        output.append("}")
    }
}

extension BackfillEnrollments.Outcome {
    /// So many pairs are shown.
    private static var sampleSize: Int { 20 }

    fileprivate func write(
        _ audit: EnrollmentAudit,
        isCommitted: Bool,
        to output: inout OutputBuffer
    ) {
        output.append(isCommitted ? "{\"committed\":true," : "{\"committed\":false,")
        output.member("pairs", audit.pairs)
        output.member("created", created.count)
        output.member("activated", activated.count)
        output.member("already", already + (audit.counts[.active] ?? 0))
        output.member("failed", failed.count)
        output.append("\"sample\":[")
        var sample: [(pair: EnrollmentAudit.Pair, outcome: String, reason: String?)] =
            failed.map { ($0.pair, "failed", $0.reason) }
        sample += created.map { ($0, "created", nil) }
        sample += activated.map { ($0, "activated", nil) }
        for line in sample.prefix(Self.sampleSize) {
            output.append("{")
            output.member("studentId", Int(line.pair.student.rawValue))
            output.member("courseId", Int(line.pair.course.rawValue))
            output.member("outcome", line.outcome)
            if let reason = line.reason {
                output.member("reason", reason)
            } else {
                output.append("\"reason\":null,")
            }
            output.removeTrailingComma()
            output.append("},")
        }
        output.removeTrailingComma()
        output.append("]}")
    }
}

extension BackfillCohorts.Outcome {
    fileprivate func write(isCommitted: Bool, to output: inout OutputBuffer) {
        output.append(isCommitted ? "{\"committed\":true," : "{\"committed\":false,")
        output.member("cohortsCreated", cohorts)
        output.member("enrollmentsLinked", enrollments)
        output.member("membersCreated", members)
        output.member("progressLinked", progress)
        output.append("\"cohorts\":[")
        for line in legacyCohorts {
            output.append("{")
            output.member("cohortId", Int(line.cohort.id.rawValue))
            if let course = line.cohort.courseID {
                output.member("courseId", Int(course.rawValue))
            } else {
                output.append("\"courseId\":null,")
            }
            output.member("name", line.cohort.name.text)
            output.member("enrollments", line.members)
            output.member("progressRecords", line.progress)
            output.removeTrailingComma()
            output.append("},")
        }
        output.removeTrailingComma()
        output.append("]}")
    }
}
