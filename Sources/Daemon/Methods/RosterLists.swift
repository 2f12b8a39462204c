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
    var cohortRoster: Method<Guest> {
        let house = self
        return listing(.cohortRoster) { guest, request, parameters, output throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let sort = try parameters.wordIfPresent("sort", of: RosterOrder.names)
            let order = sort.flatMap(RosterOrder.init) ?? .name
            let isDescending = try parameters.isDescending(usual: order.isDescending)
            let status = try parameters.choiceIfPresent("status", of: CohortMember.Status.self)
            let search = try parameters.stringIfPresent("search").map(house.collator.fold)
            let isPlain = order == .name && !isDescending && status == nil && search == nil
            if isPlain, guest.takesStraight(request) {
                return try house.straightRoster(of: cohort, guest, request, &output)
            }
            return try guest.desk.read { view throws(ServiceError) in
                let cohort = try guest.owner(cohort, in: view)
                var plan = try house.roster(of: cohort, by: order, isDescending, in: view)
                plan.filter("status", status) { $0.status == $1 }
                plan.filter("search", search) {
                    house.collator.fold($0.fullName.text).contains($1)
                }
                return try plan.write(request, for: guest, in: view, to: &output)
            }
        }
    }

    private func straightRoster(
        of cohort: Named<Cohort>,
        _ guest: Guest,
        _ request: ListRequest,
        _ output: inout OutputBuffer
    ) throws(RPCError) -> ListEnd {
        var roster = CohortRoster(cohort: 0, collator: collator)
        roster.limit = request.limit + 1
        return try guest.desk.straight(request, leastBytes: 235, to: &output) {
            view,
            output throws(ServiceError) in
            roster.cohort = try cohort.resolve(in: view)
            let start = output.byteCount
            try roster.write(from: view, to: &output)
            if output.byteCount - start == 2 { let _: Cohort = try view.required(roster.cohort) }
        } key: { row, view throws(ServiceError) in
            let numbers = row.firstNumbers(3)
            var key = Key()
            key.begin(.userCohorts, owner: numbers[2])
            key.append(id: numbers[0])
            let member: CohortMember?
            do throws(StoreError) {
                member = try view.row(through: CohortMember.ByStudentAndCohort.self, at: key.bytes)
            } catch { throw ServiceError(error) }
            guard let member else { throw ServiceError(EngineError.damaged(.malformedKey)) }
            return rosterPlace(member)
        }
    }

    private func roster(
        of cohort: Cohort,
        by order: RosterOrder,
        _ isDescending: Bool,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> ListPlan<CohortMember> {
        let lessons = try lessonCount(of: cohort.courseID, in: view)
        let range = KeyRange(.cohortMembers, owner: cohort.id.rawValue)
        var plan = ListPlan<CohortMember>(ListWalk(Rows(), range)) {
            (row, _, fields) throws(ServiceError) in
            fields.member(row, lessons: lessons)
        }
        if order == .name {
            plan.walk.isReversed = isDescending
            // Names that share their first bytes are told apart by their whole keys.
            plan.sorting = ListSorting(byteCount: SortKey.byteCount, key: rosterPlace)
        } else {
            plan.sorting = ListSorting { row in
                order.weight(of: row, isDescending: isDescending) + self.rosterPlace(row)
            }
        }
        return plan
    }

    /// How many lessons a course has.
    private func lessonCount(
        of course: ID<Course>?,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Int64 {
        guard let course else { return 0 }
        do throws(StoreError) {
            return try view.amounts(CourseCounters.self, owner: course.rawValue)[1]
        } catch { throw ServiceError(error) }
    }

    /// Where a member stands among others by name.
    private func rosterPlace(_ member: CohortMember) -> [UInt8] {
        var key = KeyBuffer(reserving: 64)
        key.append(member.fullName.sortKey)
        return key.array + place(ofName: member.fullName.text, member.studentID)
    }
}

/// What a roster is sorted by; equal ones by name.
private enum RosterOrder: String, CaseIterable {
    case name, progress, lastActivity, status, enrolled

    static let names = allCases.map(\.rawValue)

    /// Which way it goes unless told.
    var isDescending: Bool { self == .progress || self == .lastActivity }

    /// Bytes in the order of what is sorted by; a student who was never there stands last either way.
    func weight(of member: CohortMember, isDescending: Bool) -> [UInt8] {
        let value: Int64? =
            switch self {
            case .name: 0
            case .progress: Int64(member.completedLessons)
            case .lastActivity: member.lastActivityAt?.milliseconds
            case .status: Int64(member.status.rawValue)
            case .enrolled: member.enrolledAt.milliseconds
            }
        return KeyRange.suffix { key in
            key.append(byte: value == nil ? 1 : 0)
            let instant = Timestamp(milliseconds: value ?? 0)
            if isDescending { key.append(descending: instant) } else { key.append(instant) }
        }
    }
}

extension ListFields {
    /// A member of a cohort as the roster shows it.
    fileprivate mutating func member(_ member: CohortMember, lessons: Int64) {
        field("cohortId", member.cohortID)
        field("courseId", member.courseID)
        field("studentId", member.studentID)
        field("name", member.fullName)
        field("email", member.email)
        field("status", member.status)
        field("enrolledAt", member.enrolledAt)
        field("lastActivityAt", member.lastActivityAt)
        field("completedLessons", member.completedLessons)
        field("totalLessons", Int(lessons))
        let percentage = lessons == 0 ? 0 : 100 * Int64(member.completedLessons) / lessons
        field("progressPercentage", Int(percentage))
        field("discussionPosts", member.discussionPosts)
        field("forumPosts", member.forumPosts)
    }
}
