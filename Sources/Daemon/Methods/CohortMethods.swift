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
            cohortList, cohortCreate, cohortUpdate,
        ]
    }

    private var cohortRoster: Method<Guest> {
        let house = self
        return reading(.cohortRoster) { guest, parameters, output throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            var roster = CohortRoster(cohort: 0, collator: house.collator)
            roster.order = try parameters.rosterOrder()
            roster.isDescending = try parameters.isDescending(roster.order)
            roster.status = try parameters.choiceIfPresent("status")
            roster.search = try parameters.stringIfPresent("search")
            let asked = roster
            let page = try parameters.page(of: filtered("roster", cohort, asked.filters))
            let form = RowForm(leastBytes: 235, keyMembers: 3)
            try guest.desk.list(page, form, to: &output) { view, output throws(ServiceError) in
                roster.cohort = try cohort.resolve(in: view)
                let start = output.byteCount
                try roster.write(from: view, to: &output)
                if output.byteCount - start == 2 {
                    let _: Cohort = try view.required(roster.cohort)
                }
            }
        }
    }

    // MARK: - Members

    private var cohortEnroll: Method<Guest> {
        writing(.cohortEnroll) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let student = try parameters.name("studentId", of: User.self)
            return { scope, context throws(ServiceError) in
                try EnrollInCohort(
                    cohort: cohort.resolve(in: scope),
                    student: student.resolve(in: scope)
                ).run(in: &scope, as: context)
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

    private var cohortGet: Method<Guest> {
        let house = self
        return reading(.cohortGet) { guest, parameters, output throws(RPCError) in
            let id = try parameters.nameIfPresent("id", of: Cohort.self)
            let code = try parameters.stringIfPresent("code")
            guard (id == nil) != (code == nil) else {
                throw parameters.invalid("id", id == nil ? "missing" : "conflict")
            }
            var cohort: Cohort = try guest.desk.read { view throws(ServiceError) in
                if let id = try id.resolve(in: view) { return try view.required(id) }
                guard let found = try view.cohort(code: code ?? "", house.context),
                    try view.isVisible(found)
                else {
                    throw .notFound(Cohort.table, id: 0)
                }
                return found
            }
            cohort.status = cohort.status(on: house.today)
            output.append(row: cohort)
        }
    }

    private var cohortList: Method<Guest> {
        let house = self
        return reading(.cohortList) { guest, parameters, output throws(RPCError) in
            let kind = try parameters.choiceIfPresent("kind", of: Cohort.Kind.self)
            let course = try parameters.nameIfPresent("courseId", of: Course.self)
            let status = try parameters.choiceIfPresent("status", of: Cohort.Status.self)
            let isActive = try parameters.bool("isActive", default: true)
            let search = try parameters.stringIfPresent("search").map(house.collator.fold)
            let page = try parameters.page(
                of: filtered("cohorts", kind, course, status, isActive, search)
            )
            let last = house.store.counters[Cohort.table].lastID
            try guest.desk.list(page, to: &output) { view throws(ServiceError) -> [Cohort] in
                let course = try course.resolve(in: view)
                var rows: [Cohort] = try view.rows(
                    where: { row in
                        (kind == nil || row.kind == kind)
                            && (course == nil || row.courseID == course)
                            && (status == nil || row.status(on: house.today) == status)
                            && row.isActive == isActive
                            && (search.map(row.matches) ?? true)
                    },
                    upTo: last
                )
                for index in rows.indices {
                    rows[index].status = rows[index].status(on: house.today)
                }
                return rows.reversed()
            }
        }
    }

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
                return try CreateCohort(draft).run(in: &scope, as: context)
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

extension CohortRoster {
    fileprivate var filters: String { filtered("by", order, isDescending, status, search) }
}

extension Cohort {
    /// Whether name or code hold a folded text.
    fileprivate func matches(_ search: String) -> Bool {
        name.folded.contains(search) || code?.folded.contains(search) == true
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

extension Parameters {
    fileprivate func rosterOrder() throws(RPCError) -> CohortRoster.Order {
        switch try stringIfPresent("sort") {
        case nil, "name": return .name
        case "progress": return .progress
        case "lastActivity": return .lastActivity
        case "status": return .status
        case "enrolled": return .enrolled
        default:
            throw invalid(
                "sort",
                "notOneOf",
                hint: "one of name, progress, lastActivity, status, enrolled"
            )
        }
    }

    fileprivate func isDescending(_ order: CohortRoster.Order) throws(RPCError) -> Bool {
        switch try stringIfPresent("dir") {
        case "asc": return false
        case "desc": return true
        case nil: return order == .progress || order == .lastActivity
        default: throw invalid("dir", "notOneOf", hint: "one of asc, desc")
        }
    }
}
