internal import Collation
internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var cohortList: Method<Guest> {
        let house = self
        return listing(.cohortList, of: Cohort.self) { parameters throws(RPCError) in
            let filters = try CohortFilters(parameters, house)
            let sort = try parameters.wordIfPresent(
                "sort",
                of: CohortOrder.allCases.map(\.rawValue)
            )
            let isByStart = filters.course != nil || filters.status != nil
            let order = sort.flatMap(CohortOrder.init) ?? (isByStart ? .start : .created)
            let isDescending = try parameters.isDescending(usual: order.isNewestFirst)
            // Asked before the snapshot is taken: what is swept then is swept in it.
            let isSwept = filters.status == nil || house.isSwept(house.today)
            return { guest, view throws(ServiceError) in
                let filters = try filters.resolve(for: guest, in: view)
                return house.cohorts(
                    filters,
                    by: order,
                    descending: isDescending,
                    isSwept: isSwept
                )
            }
        }
    }

    var cohortGet: Method<Guest> {
        let house = self
        return getting(.cohortGet) { parameters throws(RPCError) in
            let id = try parameters.nameIfPresent("id", of: Cohort.self)
            let code = try parameters.stringIfPresent("code")
            guard (id == nil) != (code == nil) else {
                throw parameters.invalid("id", id == nil ? "missing" : "conflict")
            }
            return { guest, view, fields throws(ServiceError) in
                var found = try guest.ownerIfNamed(id, in: view)
                if let code {
                    found = try view.cohort(code: code, Context(collator: house.collator))
                }
                guard var cohort = found, try guest.isVisible(cohort, in: view) else {
                    throw .notFound(Cohort.table, id: 0)
                }
                guest.desk.trace?.found("\(id == nil ? Cohort.ByCode.name : Cohort.table.name)")
                cohort.status = cohort.status(on: house.today)
                try writeCohort(cohort, view, &fields)
            }
        }
    }

    /// The cohorts that fit, in an order.
    private func cohorts(
        _ filters: CohortFilters.Resolved,
        by order: CohortOrder,
        descending isDescending: Bool,
        isSwept: Bool
    ) -> ListPlan<Cohort> {
        var plan = ListPlan<Cohort>(
            ListWalk(Through(Cohort.ByCreation.self), []),
            write: writeCohort
        )
        var chosen: Set<String> = []
        if let (name, index, range) = filters.owned {
            plan.walk = ListWalk(index, range)
            plan.sorting = ListSorting { order.key(of: $0) }
            chosen = [name]
        } else {
            (plan.walk, chosen) = walk(filters, by: order, isSwept)
        }
        // The keys hold days and instants the latest first.
        plan.walk.isReversed = isDescending != order.isNewestFirst
        let today = today
        plan.adjust = { $0.status = $0.status(on: today) }
        filters.narrow(&plan, chosen: chosen)
        return plan
    }

    private func walk(
        _ filters: CohortFilters.Resolved,
        by order: CohortOrder,
        _ isSwept: Bool
    ) -> (ListWalk<Cohort>, Set<String>) {
        switch order {
        case .created:
            return (
                ListWalk(Through(Cohort.ByCreation.self), KeyRange(.cohortsByCreation)), []
            )
        case .start:
            if let status = filters.filters.status {
                return (
                    ListWalk(
                        Through(Cohort.ByStatusAndStart.self),
                        ranges(of: status, isSwept)
                    ), isSwept ? ["status"] : []
                )
            }
            return (ListWalk(Through(Cohort.ByStart.self), KeyRange(.cohortsByStart)), [])
        case .name:
            let index = Through(Cohort.ByOrganizationAndName.self)
            return (
                ListWalk(index, ranges(.organizationCohorts, of: filters.organization)),
                ["organizationId"]
            )
        case .code:
            return (
                ListWalk(Through(Cohort.ByCodeOrNone.self), KeyRange(.cohortsByCode)), []
            )
        }
    }

    /// Where the cohorts lie that have a status today, and those that had another one when they were
    /// last swept: a status follows from dates.
    private func ranges(of status: Cohort.Status, _ isSwept: Bool) -> [KeyRange] {
        func range(_ stored: Cohort.Status) -> KeyRange {
            KeyRange(.cohortsByStatus) { $0.append(byte: stored.rawValue) }
        }
        guard !isSwept, status != .archived else { return [range(status)] }
        return [range(.upcoming), range(.active), range(.completed)]
    }

    /// The same place of one organisation, or of all of them and of none.
    func ranges(
        _ place: Place,
        of organization: ID<Organization>?,
        _ more: (inout KeyBuffer) -> Void = { _ in }
    ) -> [KeyRange] {
        if let organization { return [KeyRange(place, owner: organization.rawValue, more)] }
        let last = store.counters[Organization.table].lastID
        return (0...last).map { KeyRange(place, owner: $0, more) }
    }
}

/// What a list of cohorts is ordered by.
private enum CohortOrder: String, CaseIterable {
    case created, start, name, code

    /// Whether the latest comes first, in keys and unless told otherwise.
    var isNewestFirst: Bool { self == .created || self == .start }

    /// What orders a cohort among those that are gathered; as the index of the order has it.
    func key(of cohort: Cohort) -> [UInt8] {
        KeyRange.suffix { key in
            switch self {
            case .created: key.append(descending: cohort.stamps.createdAt)
            case .start: key.append(descending: cohort.startDate ?? Day(.min))
            case .name: key.append(text: cohort.name.folded)
            case .code:
                key.append(byte: cohort.code == nil ? 1 : 0)
                key.append(text: cohort.code?.folded ?? "")
            }
            key.append(cohort.id)
        }
    }
}

extension CohortFilters.Resolved {
    /// The narrowest owner whose cohorts are asked for: there are few enough to be gathered.
    fileprivate var owned: (String, any ListIndex<Cohort>, KeyRange)? {
        if let member {
            let range = KeyRange(.userCohorts, owner: member.rawValue)
            return ("enrolled", CohortsKept(), range)
        }
        if let course {
            let range = KeyRange(.courseCohorts, owner: course.rawValue)
            return ("courseId", Through(Cohort.ByCourseAndStart.self), range)
        }
        if let tutor {
            let range = KeyRange(.tutoredCohorts, owner: tutor.rawValue)
            return ("tutorId", Through(Cohort.ByTutor.self), range)
        }
        guard let program else { return nil }
        let range = KeyRange(.programCohorts, owner: program.rawValue)
        return ("programId", Through(Cohort.ByProgram.self), range)
    }
}

/// The cohorts of a student who was not dropped from them.
private struct CohortsKept: ListIndex {
    var name: String { "\(CohortMember.ByStudentAndCohort.name)" }
    var passesOver: String? { "enrolled" }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> Cohort? {
        let cohort: ID<Cohort>
        do throws(RecordError) {
            var reader = ByteReader(content)
            if try CohortMember.Status(stored: reader.byte()) == .dropped { return nil }
            var key = KeyReader(key)
            _ = try key.owner()
            cohort = try ID(key.id())
        } catch { throw ServiceError(EngineError.damaged(error)) }
        fetched += 1
        do throws(StoreError) { return try view.row(cohort) } catch { throw ServiceError(error) }
    }
}

/// A cohort with its students counted, and the names of its organisation and its tutor.
private func writeCohort(
    _ cohort: Cohort,
    _ view: borrowing LMDBReader.View,
    _ fields: inout ListFields
) throws(ServiceError) {
    cohort.write(to: &fields)
    if fields.wants("studentCount") || fields.wants("memberCount") {
        let owner = cohort.id.rawValue
        let sums = try fields.amounts(CohortCounters.self, of: owner, in: view)
        fields.field("studentCount", Int(sums[1]))
        fields.field("memberCount", Int(sums[0]))
    }
    if fields.wants("organizationName") {
        let owner = try fields.fetch(cohort.organizationID, in: view)
        fields.field("organizationName", owner?.name)
    }
    if fields.wants("tutorName") {
        let tutor = try fields.fetch(cohort.tutorID, in: view)
        fields.field("tutorName", tutor?.fullName)
    }
}
