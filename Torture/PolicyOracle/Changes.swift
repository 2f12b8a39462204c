internal import Engine
internal import LMDB
package import Oracle
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// Holds the services to the sentences: requests of everybody, each rehearsed, so that the school stays.
package struct Changes {
    private let shelf: Shelf
    private let school: OpenSchool
    private var dice: Dice
    /// How many requests were made.
    package private(set) var count = 0
    /// How many of them the sentences permit.
    package private(set) var permitted = 0
    /// Requests that ended otherwise than the sentences say.
    package private(set) var differences: [String] = []

    package init(_ shelf: Shelf, in school: OpenSchool, seed: UInt64) {
        self.shelf = shelf
        self.school = school
        dice = Dice(seed: seed)
    }

    /// What the sentences say of a request.
    private enum Verdict {
        /// What it is about is not there for the caller.
        case hidden
        /// It is there, and may not be changed.
        case forbidden
        /// The school's own rules may still refuse it.
        case permitted

        init(_ sight: Sentences.Sight, _ isPermitted: Bool) {
            self = sight != .all ? .hidden : isPermitted ? .permitted : .forbidden
        }
    }

    /// So many rounds of one request of each kind, of somebody about something.
    package mutating func run(rounds: Int) throws {
        for _ in 0..<rounds {
            guard let me = dice.pick(shelf.users) else { return }
            let mine = Sentences(of: me, in: shelf, on: Shelf.today)
            courses(mine)
            cohorts(mine)
            groups(mine)
            people(mine)
        }
    }

    // MARK: - Requests

    private mutating func courses(_ mine: Sentences) {
        guard let course = dice.pick(shelf.courses), let module = dice.pick(shelf.modules),
            let enrollment = dice.pick(shelf.enrollments)
        else { return }
        expect(
            Verdict(mine.sees(course), mine.mayChange(course, course)),
            of: UpdateCourse(course.id) { $0.description = "new" },
            mine
        )
        let new = Module(courseID: course.id, title: "new", orderIndex: 9)
        expect(
            Verdict(mine.sees(course), mine.mayAdd(new)),
            of: CreateModule(in: course.id, ModuleDraft(title: "new")),
            mine
        )
        expect(
            Verdict(mine.sees(module), mine.mayRemove(module)),
            of: DeleteModule(module.id),
            mine
        )
        var dropped = enrollment
        dropped.status = .dropped
        guard enrollment.status != .dropped else { return }
        expect(
            Verdict(mine.sees(enrollment), mine.mayChange(enrollment, dropped)),
            of: UpdateEnrollment(
                course: enrollment.courseID,
                student: enrollment.studentID,
                status: .dropped
            ),
            mine
        )
    }

    private mutating func cohorts(_ mine: Sentences) {
        guard let cohort = dice.pick(shelf.cohorts), let member = dice.pick(shelf.members),
            let schedule = dice.pick(shelf.schedules), let done = dice.pick(shelf.progress)
        else { return }
        expect(
            Verdict(mine.sees(cohort), mine.mayChange(cohort, cohort)),
            of: UpdateCohort(cohort.id) { $0.language = "new" },
            mine
        )
        expect(
            Verdict(mine.sees(schedule), mine.mayRemove(schedule)),
            of: RemoveSchedule(cohort: schedule.cohortID, module: schedule.moduleID),
            mine
        )
        for status in [CohortMember.Status.paused, .completed] where member.status != status {
            var new = member
            new.status = status
            // The request is about the cohort as much as about the member.
            let home = shelf.cohorts.first { $0.id == member.cohortID }
            guard let home, mine.sees(home) == .all else { continue }
            expect(
                Verdict(mine.sees(member), mine.mayChange(member, new)),
                of: SetMemberStatus(
                    cohort: member.cohortID,
                    student: member.studentID,
                    status: status
                ),
                mine
            )
        }
        let lesson = shelf.lessons.first { $0.id == done.lessonID }
        guard let lesson, let user = mine.person(done.userID), !isDeleted(user) else { return }
        let isThere = mine.sees(lesson) == .all && mine.sees(user) == .all
        var new = done
        new.timeSpentSeconds += 1
        expect(
            Verdict(isThere ? mine.sees(done) : .nothing, mine.mayChange(done, new)),
            of: SetProgress(user: done.userID, lesson: done.lessonID, timeSpentSeconds: 1),
            mine
        )
    }

    private mutating func groups(_ mine: Sentences) {
        guard let group = dice.pick(shelf.groups), let row = dice.pick(shelf.memberships),
            let sheet = dice.pick(shelf.sheets), let mark = dice.pick(sheet.marks),
            let home = mine.group(sheet.groupID)
        else { return }
        expect(
            Verdict(mine.sees(group), mine.mayChange(group, group)),
            of: UpdateGroup(group.id) { $0.code = "new" },
            mine
        )
        expect(
            Verdict(mine.sees(group), mine.mayRemove(group)),
            of: HardDeleteGroup(group.id, isForced: true),
            mine
        )
        if row.role == .student, row.isActive {
            expect(
                Verdict(mine.sees(row), mine.mayChange(row, row)),
                of: RemoveStudent(from: row.groupID, row.userID),
                mine
            )
        }
        expect(
            Verdict(mine.sees(home), mine.mayChange(sheet, sheet)),
            of: SetAttendance(
                in: sheet.groupID,
                MarkItem(mark.studentID, on: sheet.lessonDate, .absent, note: "new")
            ),
            mine
        )
    }

    private mutating func people(_ mine: Sentences) {
        guard let user = dice.pick(shelf.users), let link = dice.pick(shelf.links),
            let application = dice.pick(shelf.applications), let ref = dice.pick(shelf.refs)
        else { return }
        var (called, renamed) = (user, user)
        called.phone = "new"
        renamed.firstName = "new"
        if !isDeleted(user) {
            expect(
                Verdict(mine.sees(user), mine.mayChange(user, called)),
                of: UpdateUser(user.id) { $0.phone = "new" },
                mine
            )
            expect(
                Verdict(mine.sees(user), mine.mayChange(user, renamed)),
                of: UpdateUser(user.id) { $0.firstName = "new" },
                mine
            )
        }
        expect(
            Verdict(mine.sees(link), mine.mayRemove(link)),
            of: UnlinkParent(parent: link.parentID, student: link.studentID),
            mine
        )
        var decided = application
        decided.status = application.status == .approved ? .rejected : .approved
        expect(
            Verdict(mine.sees(application), mine.mayChange(application, decided)),
            of: DecideApplication(application.id, status: decided.status),
            mine
        )
        expect(
            Verdict(mine.sees(ref), mine.mayRemove(ref)),
            of: RemoveExternalRef(
                source: ref.source,
                entity: ref.entity,
                externalID: ref.externalID
            ),
            mine
        )
    }

    /// Deleted people are refused for that reason first.
    private func isDeleted(_ user: User) -> Bool {
        shelf.students.contains { $0.id.rawValue == user.id.rawValue && $0.isDeleted }
    }

    // MARK: - Rehearsing

    private mutating func expect<Request: WriteRequest>(
        _ verdict: Verdict,
        of request: Request,
        _ mine: Sentences
    ) {
        count += 1
        var context = Context(collator: Names.collator, caller: Caller(mine.me))
        context.isSelfService = mine.isStudent
        let ending: String
        do throws(ServiceError) {
            _ = try school.store.dryRun(request, as: context)
            ending = "done"
        } catch {
            switch error {
            case .notFound, .referenceMissing: ending = "hidden"
            case .forbidden: ending = "forbidden"
            default: ending = "refused"
            }
        }
        let isRight =
            switch verdict {
            case .hidden: ending == "hidden"
            case .forbidden: ending == "forbidden" || ending == "refused"
            case .permitted: ending == "done" || ending == "refused"
            }
        if verdict == .permitted { permitted += 1 }
        guard !isRight else { return }
        differences.append("\(mine.me.role) \(mine.me.id), \(verdict): \(ending): \(request)")
    }
}
