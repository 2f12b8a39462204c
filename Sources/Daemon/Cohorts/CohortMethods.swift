internal import Collation
internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var cohortMethods: [Method<Guest>] {
        [
            cohortRoster, cohortEnroll, cohortUnenroll, cohortSetMemberStatus, cohortGet,
            cohortList, cohortMembers, cohortStats, cohortLookups, cohortCreate, cohortUpdate,
            cohortRosterCSV, cohortAnalytics, cohortBulkEnroll, cohortTransfer,
            cohortRefreshRoster,
            settling(.cohortArchive) { ArchiveCohort($0) },
            settling(.cohortUnarchive) { UnarchiveCohort($0) },
            deleting(.cohortDelete, byForce: DeleteCohort.init),
        ]
    }

    // MARK: - Members

    private var cohortEnroll: Method<Guest> {
        writing(.cohortEnroll) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            return { scope, context throws(ServiceError) in
                let cohort = try cohort.resolve(in: scope)
                let student = try Self.student(student.resolve(in: scope), context)
                return try EnrollInCohort(cohort: cohort, student: student)
                    .run(in: &scope, as: context)
            }
        } _: { (outcome: EnrollInCohort.Outcome, output) in
            output.append("{\"member\":")
            output.append(row: outcome.member)
            output.append(",\"enrollment\":")
            output.append(optional: outcome.enrollment)
            output.append(",\"reactivated\":")
            output.append(outcome.isReactivated ? "true}" : "false}")
        }
    }

    private var cohortUnenroll: Method<Guest> {
        writing(.cohortUnenroll) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let student = try parameters.name("studentId", of: User.self)
            let alsoCourse = try parameters.bool("alsoCourse", default: false)
            return { scope, context throws(ServiceError) in
                try UnenrollFromCohort(
                    cohort: cohort.resolve(in: scope),
                    student: student.resolve(in: scope),
                    alsoCourse: alsoCourse
                ).run(in: &scope, as: context).member
            }
        } _: { (member: CohortMember, output) in
            output.append(row: member)
        }
    }

    private var cohortSetMemberStatus: Method<Guest> {
        writing(.cohortSetMemberStatus) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let student = try parameters.name("studentId", of: User.self)
            let status = try parameters.choice("status", of: CohortMember.Status.self)
            return { scope, context throws(ServiceError) in
                try SetMemberStatus(
                    cohort: cohort.resolve(in: scope),
                    student: student.resolve(in: scope),
                    status: status
                ).run(in: &scope, as: context)
            }
        } _: { (member: CohortMember, output) in
            output.append(row: member)
        }
    }

    // MARK: - Cohorts

    private var cohortCreate: Method<Guest> {
        writing(.cohortCreate) { parameters throws(RPCError) in
            let fields = try CohortFields(parameters)
            let kind = try parameters.choiceIfPresent("kind", of: Cohort.Kind.self)
            let course = try parameters.nameIfPresent("courseId", of: Course.self)
            let name = try parameters.string("name")
            return { scope, context throws(ServiceError) in
                let kind = kind ?? (course == nil ? .class : .course)
                var draft = CohortDraft(kind: kind, name: name)
                draft.courseID = try course.resolve(in: scope)
                try fields.resolve(in: scope).write(to: &draft)
                return try CreateCohort(draft).run(in: &scope, as: scope.settled(context))
            }
        } _: { (outcome: CohortOutcome, output) in
            output.append(outcome)
        }
    }

    private var cohortUpdate: Method<Guest> {
        writing(.cohortUpdate) { parameters throws(RPCError) in
            let cohort = try parameters.name("id", of: Cohort.self)
            let patch = try parameters.object("patch", fields: CohortFields.names)
            let fields = try CohortFields(patch)
            let version = try parameters.countIfPresent("ifVersion")
            return { scope, context throws(ServiceError) in
                let fields = try fields.resolve(in: scope)
                return try UpdateCohort(cohort.resolve(in: scope), ifVersion: version) {
                    (draft) throws(ServiceError) in
                    try fields.write(to: &draft)
                }.run(in: &scope, as: context)
            }
        } _: { (outcome: CohortOutcome, output) in
            output.append(outcome)
        }
    }
}

extension House {
    /// A method that puts a cohort away or brings it back.
    private func settling<Request: WriteRequest>(
        _ message: MethodMessage,
        _ make: @escaping @Sendable (ID<Cohort>) -> Request
    ) -> Method<Guest> where Request.Outcome == CohortOutcome {
        writing(message) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Cohort.self)
            return { scope, context throws(ServiceError) in
                try make(id.resolve(in: scope)).run(in: &scope, as: context)
            }
        } _: { (outcome: CohortOutcome, output) in
            output.append(outcome)
        }
    }
}

extension OutputBuffer {
    fileprivate mutating func append(_ outcome: CohortOutcome) {
        append(row: outcome.cohort)
        truncate(to: byteCount - 1)
        append(",\"warnings\":")
        append(texts: outcome.warnings)
        append("}")
    }
}
