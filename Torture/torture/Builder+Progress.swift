import Oracle
import Records
import SchoolModel
import SchoolServices
import Storage

extension Builder {
    /// INV-22, 23 and 25, and H26.
    func setProgress() {
        var request = SetProgress(
            user: id(),
            lesson: id(),
            cohort: nil,
            completed: optional(dice.percent(60)),
            videoPositionSeconds: optional(dice.below(4000)),
            timeSpentSeconds: dice.below(600),
            isWatch: dice.percent(30)
        )
        if dice.percent(40), let known: LessonProgress = any() {
            (request.user, request.lesson) = (known.userID, known.lessonID)
        }
        if dice.percent(40) { request.cohort = fittingCohort(request) ?? optionalID() }
        let known = model.progress(of: request.user, in: request.lesson)
        let lesson = model.row(request.lesson)
        // Only rows that were put there raw count in a cohort of another course.
        if let counted = known?.cohortID.flatMap({ model.row($0) }),
            counted.courseID != lesson?.courseID
        {
            return
        }
        let errors = reasonsAgainst(request)
        let (asked, context) = (request, context)
        guard errors.isEmpty, let lesson else {
            return perform(refusedBy: errors) { scope throws(Refusal) in
                _ = try served { () throws(ServiceError) in try asked.run(in: &scope, as: context) }
                return nil
            }
        }
        let written = predictProgress(request, lesson, known)
        perform { scope throws(Refusal) in
            let outcome = try served { () throws(ServiceError) in
                try asked.run(in: &scope, as: context)
            }
            let isRight =
                outcome.progress == written.progress && outcome.member == written.member
                && outcome.enrollment == written.enrollment
            return isRight ? nil : "noted \(outcome), model \(written)"
        }
    }

    /// A cohort of the lesson's course with the student in it.
    private func fittingCohort(_ request: SetProgress) -> ID<Cohort>? {
        let course = model.row(request.lesson)?.courseID
        let members = model.rows(of: CohortMember.self, naming: request.user)
        return dice.pick(members.filter { $0.courseID == course }.map(\.cohortID))
    }

    private func reasonsAgainst(_ request: SetProgress) -> [ServiceError] {
        var errors: [ServiceError] = []
        if model.row(request.user) == nil {
            errors.append(.referenceMissing(.user, field: "userId", id: request.user.rawValue))
        }
        if isSoftDeleted(request.user) { errors.append(.deleted(.user, id: request.user.rawValue)) }
        let lesson = model.row(request.lesson)
        if lesson == nil {
            errors.append(
                .referenceMissing(.lesson, field: "lessonId", id: request.lesson.rawValue)
            )
        }
        guard let id = request.cohort else { return errors }
        guard let cohort = model.row(id) else {
            return errors + [.referenceMissing(.cohort, field: "cohortId", id: id.rawValue)]
        }
        if let lesson, cohort.courseID != lesson.courseID {
            errors.append(.checkFailed(.lessonProgress, field: "cohortId", rule: "sameCourse"))
        }
        if model.member(of: id, student: request.user) == nil {
            errors.append(.referenceMissing(.cohortMember, field: "cohortId", id: id.rawValue))
        }
        return errors
    }

    /// What the rules leave behind.
    private struct Written: Sendable {
        var progress: LessonProgress?
        var member: CohortMember?
        var enrollment: Enrollment?
    }

    private func predictProgress(
        _ request: SetProgress,
        _ lesson: Lesson,
        _ known: LessonProgress?
    ) -> Written {
        var written = Written()
        written.enrollment = model.enrollment(of: request.user, in: lesson.courseID)
        var row =
            known
            ?? LessonProgress(
                userID: request.user,
                lessonID: request.lesson,
                lastAccessedAt: model.now
            )
        if request.isWatch, known != nil { row.watchCount += 1 }
        row.videoPositionSeconds = request.videoPositionSeconds ?? row.videoPositionSeconds
        row.timeSpentSeconds += request.timeSpentSeconds
        if let completed = request.completed, completed != row.completed {
            row.completed = completed
            row.completedAt = completed ? model.now : nil
        }
        row.lastAccessedAt = model.now
        row.cohortID = request.cohort ?? known?.cohortID ?? written.enrollment?.cohortID
        written.progress = accepted(known.map { model.update($0, to: row) } ?? model.insert(row))
        // Each completed lesson counts for one member, the one of the row's cohort.
        let before = known?.completed == true ? known?.cohortID : nil
        let after = row.completed ? row.cohortID : nil
        if let before, before != row.cohortID {
            count(-1, request.user, in: before, isActive: false)
        }
        if let cohort = row.cohortID {
            let difference = (after != nil ? 1 : 0) - (before == cohort ? 1 : 0)
            written.member = count(difference, request.user, in: cohort, isActive: true)
        }
        if row.completed != (known?.completed ?? false), let old = written.enrollment {
            var enrollment = old
            enrollment.progressPercentage = model.percentage(of: request.user, in: lesson.courseID)
            written.enrollment = accepted(model.update(old, to: enrollment))
        }
        return written
    }

    @discardableResult
    private func count(
        _ difference: Int,
        _ student: ID<User>,
        in cohort: ID<Cohort>,
        isActive: Bool
    ) -> CohortMember? {
        guard let old = model.member(of: cohort, student: student) else { return nil }
        var row = old
        row.completedLessons += difference
        if isActive { row.lastActivityAt = max(model.now, old.lastActivityAt ?? model.now) }
        return accepted(model.update(old, to: row))
    }
}
