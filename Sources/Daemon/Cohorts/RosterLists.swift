internal import Collation
internal import Engine
internal import Interchange
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
            let question = try RosterQuestion(parameters, house)
            if question.isPlain, guest.takesStraight(request) {
                return try house.straightRoster(of: question.cohort, guest, request, &output)
            }
            return try guest.desk.read { view throws(ServiceError) in
                try house.roster(question, for: guest, in: view).plan
                    .write(request, for: guest, in: view, to: &output)
            }
        }
    }

    /// The whole roster as a file for spreadsheets.
    var cohortRosterCSV: Method<Guest> {
        let house = self
        return getting(.cohortRosterCSV) { parameters throws(RPCError) in
            let question = try RosterQuestion(parameters, house)
            return { guest, view, fields throws(ServiceError) in
                let roster = try house.roster(question, for: guest, in: view)
                var plan = roster.plan
                var text = RosterColumns.head
                plan.write = { (row, _, _) throws(ServiceError) in
                    text += RosterColumns.line(row, lessons: roster.lessons)
                }
                var scratch = OutputBuffer(capacity: 64)
                let all = ListRequest(limit: .max)
                let end = try plan.write(all, for: guest, in: view, to: &scratch)
                fields.field("text", text)
                fields.field("count", end.count)
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

    /// The rows that are asked for, and how many lessons each could have done.
    private func roster(
        _ question: RosterQuestion,
        for guest: Guest,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> (plan: ListPlan<CohortMember>, lessons: Int64) {
        let cohort = try guest.owner(question.cohort, in: view)
        let (order, isDescending) = (question.order, question.isDescending)
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
        let collator = collator
        plan.filter("status", question.status) { $0.status == $1 }
        plan.filter("search", question.search) {
            collator.fold($0.fullName.text).contains($1)
                || collator.fold($0.email).contains($1)
        }
        return (plan, lessons)
    }

    /// How many lessons a course has.
    func lessonCount(
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

/// Whose roster is asked for, which rows of it, and in which order.
private struct RosterQuestion {
    let cohort: Named<Cohort>
    let order: RosterOrder
    let isDescending: Bool
    let status: CohortMember.Status?
    let search: String?

    init(_ parameters: borrowing Parameters, _ house: House) throws(RPCError) {
        cohort = try parameters.name("cohortId", of: Cohort.self)
        let sort = try parameters.wordIfPresent("sort", of: RosterOrder.names)
        order = sort.flatMap(RosterOrder.init) ?? .name
        isDescending = try parameters.isDescending(usual: order.isDescending)
        status = try parameters.choiceIfPresent("status", of: CohortMember.Status.self)
        search = try parameters.stringIfPresent("search").map(house.collator.fold)
    }

    /// Whether all rows are wanted as they are stored.
    var isPlain: Bool { order == .name && !isDescending && status == nil && search == nil }
}

/// A roster as lines of text.
private enum RosterColumns {
    static let head = line([
        "studentId", "name", "email", "status", "progressPercentage", "completedLessons",
        "totalLessons", "discussionPosts", "forumPosts", "lastActivityAt", "enrolledAt",
    ])

    static func line(_ member: CohortMember, lessons: Int64) -> String {
        line([
            "\(member.studentID)", member.fullName.text, member.email, "\(member.status.name)",
            "\(member.percentage(of: lessons))", "\(member.completedLessons)", "\(lessons)",
            "\(member.discussionPosts)", "\(member.forumPosts)", member.lastActivityAt?.text,
            member.enrolledAt.text,
        ])
    }

    private static func line(_ cells: [String?]) -> String {
        cells.map(SeparatedValues.csv).joined(separator: ",") + "\r\n"
    }
}

extension CohortMember {
    /// How much of the course the student has done, rounded down.
    func percentage(of lessons: Int64) -> Int {
        lessons == 0 ? 0 : Int(100 * Int64(completedLessons) / lessons)
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
        field("progressPercentage", member.percentage(of: lessons))
        field("discussionPosts", member.discussionPosts)
        field("forumPosts", member.forumPosts)
    }
}
