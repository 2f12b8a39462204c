public import Engine
internal import Records
internal import SchoolModel
public import Storage

/// Tries what a cohort system is for: a cohort is made, joined, scheduled, asked, refreshed and deleted.
///
/// It is to be rehearsed, never run: `Store.dryRun` undoes all of it, and nobody is told. What it reads
/// and writes is a handful of rows however large the school is, so that the writer is not held up.
public struct SelfTest: WriteRequest {
    /// One thing that was tried.
    public struct Step: Equatable, Sendable {
        /// What it is called.
        public let name: String
        /// What should have come of it.
        public let expected: String
        /// What has.
        public internal(set) var found: String
        /// Whether they are the same.
        public internal(set) var isMet: Bool
    }

    /// In their order, with what each of them expects.
    private static let plan = [
        ("create", "a cohort, active, with 50 seats"), ("enroll", "1 member"),
        ("schedule", "3 modules, a week apart"), ("roster", "the member's name"),
        ("refresh", "1 row, 0 corrected"), ("delete", "1 cohort, 1 member, 3 schedules"),
    ]

    /// How many courses are looked at before one is made.
    private static let courseMaximum = 100

    public init() {}

    /// Answers every step: those behind one that failed have not been tried.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Step] {
        var steps = Self.plan.map { name, expected in
            Step(name: name, expected: expected, found: "not tried", isMet: false)
        }
        guard try scope.partCount() >= 1 else {
            steps[0].found = "the cohort system was taken away"
            return steps
        }
        var reached = 0
        do throws(ServiceError) {
            try play(&scope, context) { found in
                steps[reached].found = found
                steps[reached].isMet = found == steps[reached].expected
                reached += 1
                return steps[reached - 1].isMet
            }
        } catch {
            switch error {
            // What is stored is damaged: that is what was to be found out.
            case .store(.engine(.damaged)): steps[reached].found = "damaged"
            case .store: throw error
            default: steps[reached].found = "refused: \(error)"
            }
        }
        return steps
    }

    /// Plays it, and says what has come of each step; ends where that was not expected.
    private func play<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context,
        _ note: (String) -> Bool
    ) throws(ServiceError) {
        let number = scope.counters.sequence
        let today = context.today(at: scope.now)
        let (course, modules) = try course(&scope, context, number)
        var draft = CohortDraft(course: course, name: "self-test \(number)", startDate: today)
        draft.endDate = today.advanced(by: 30)
        let cohort = try CreateCohort(draft).run(in: &scope, as: context).cohort
        let seats = cohort.maxStudents ?? 0
        guard note("a cohort, \(cohort.status.name), with \(seats) seats") else { return }
        let person = UserDraft(
            email: "self-test-\(number)@lms.invalid",
            fullName: "Self Test",
            role: .student
        )
        let student = try CreateUser(person).run(in: &scope, as: context).user
        let seat = EnrollInCohort(cohort: cohort.id, student: student.id)
        let member = try seat.run(in: &scope, as: context).member
        let prefix = Key(CohortMember.place, owner: cohort.id)
        let members = try scope.rows(of: CohortMember.self, under: prefix)
        guard note("\(members.count(where: { $0 == member })) member") else { return }
        var days: [Day] = []
        for (place, module) in modules.enumerated() {
            let day = today.advanced(by: place * 7)
            let request = SetSchedule(cohort: cohort.id, module: module, unlockDate: day)
            days.append(try request.run(in: &scope, as: context).schedule.unlockDate)
        }
        let isWeekly = days == days.indices.map { today.advanced(by: $0 * 7) }
        guard note("\(days.count) modules, a week apart\(isWeekly ? "" : ": \(days)")") else {
            return
        }
        let isNamed = members.map(\.fullName) == [student.fullName]
        guard note(isNamed ? "the member's name" : "\(members.count) rows") else { return }
        let fresh = try RefreshRoster(cohort.id).run(in: &scope, as: context)
        guard note("\(fresh.recomputed) row, \(fresh.corrected) corrected") else { return }
        let gone = try DeleteCohort(cohort.id).run(in: &scope, as: context)
        let counts = [Table.cohort, .cohortMember, .cohortSchedule].map { gone[$0, default: 0] }
        _ = note("\(counts[0]) cohort, \(counts[1]) member, \(counts[2]) schedules")
    }

    /// The first published course that has three modules, or one that is made for this.
    private func course<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context,
        _ number: UInt64
    ) throws(ServiceError) -> (ID<Course>, [ID<Module>]) {
        var published = Key()
        published.begin(Course.ByPublication.place)
        published.append(byte: 1)
        var looked: [ID<Course>] = []
        try scope.forEachRow(through: Course.ByPublication.self, under: published.bytes) {
            (course: Course) throws(ServiceError) -> Bool in
            looked.append(course.id)
            return looked.count < Self.courseMaximum
        }
        for course in looked {
            let modules = try scope.modules(of: course).prefix(3).map(\.id)
            if modules.count == 3 { return (course, modules) }
        }
        var draft = CourseDraft(name: "self-test \(number)")
        draft.isPublished = true
        let course = try CreateCourse(draft).run(in: &scope, as: context).id
        var modules: [ID<Module>] = []
        for place in 1...3 {
            let module = CreateModule(in: course, ModuleDraft(title: "Module \(place)"))
            modules.append(try module.run(in: &scope, as: context).id)
        }
        return (course, modules)
    }
}
