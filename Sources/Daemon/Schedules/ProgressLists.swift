internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var progressMethods: [Method<Guest>] { [progressGet, progressListByCohort, progressSummary] }

    private var progressGet: Method<Guest> {
        let house = self
        return listing(.progressGet, of: LessonProgress.self) { parameters throws(RPCError) in
            let user = try parameters.nameIfPresent("userId", of: User.self)
            let lesson = try parameters.nameIfPresent("lessonId", of: Lesson.self)
            let course = try parameters.nameIfPresent("courseId", of: Course.self)
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            return { guest, view throws(ServiceError) in
                let user = try house.person(user, guest, in: view).id
                let lesson = try guest.ownerIfNamed(lesson, in: view)?.id
                let course = try guest.ownerIfNamed(course, in: view)?.id
                let cohort = try guest.ownerIfNamed(cohort, in: view)?.id
                var plan: ListPlan<LessonProgress>
                if let cohort, lesson == nil {
                    let index = Through(LessonProgress.ByCohortUserAndLesson.self)
                    let range = KeyRange(.cohortProgress, owner: cohort.rawValue) { key in
                        key.append(user)
                    }
                    plan = ListPlan(ListWalk(index, range), write: writeProgress)
                } else {
                    let range = KeyRange(.userProgress, owner: user.rawValue) { key in
                        if let lesson { key.append(lesson) }
                    }
                    plan = ListPlan(ListWalk(Rows(), range), write: writeProgress)
                    plan.filter("cohortId", cohort) { $0.cohortID == $1 }
                }
                if let course {
                    plan.filter("courseId") { (row, view) throws(ServiceError) in
                        try row.lesson(in: view)?.courseID == course
                    }
                }
                return plan
            }
        }
    }

    private var progressListByCohort: Method<Guest> {
        listing(.progressListByCohort, of: LessonProgress.self) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let user = try parameters.nameIfPresent("userId", of: User.self)
            let completed = try parameters.boolIfPresent("completed")
            return { guest, view throws(ServiceError) in
                let cohort = try guest.owner(cohort, in: view).id
                let user = try guest.ownerIfNamed(user, in: view)?.id
                let range = KeyRange(.cohortProgress, owner: cohort.rawValue) { key in
                    if let user { key.append(user) }
                }
                var plan = ListPlan<LessonProgress>(
                    ListWalk(Through(LessonProgress.ByCohortUserAndLesson.self), range),
                    write: writeProgress
                )
                plan.filter("completed", completed) { $0.completed == $1 }
                return plan
            }
        }
    }

    // MARK: - Sums

    private var progressSummary: Method<Guest> {
        let house = self
        return getting(.progressSummary) { parameters throws(RPCError) in
            let user = try parameters.nameIfPresent("userId", of: User.self)
            let course = try parameters.nameIfPresent("courseId", of: Course.self)
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            guard (course == nil) != (cohort == nil) else {
                let reason: StaticString = course == nil ? "missing" : "conflict"
                throw parameters.invalid("courseId", reason, hint: "a course or a cohort")
            }
            return { guest, view, fields throws(ServiceError) in
                let user = try house.person(user, guest, in: view).id
                let cohort = try guest.ownerIfNamed(cohort, in: view)
                let named = try guest.ownerIfNamed(course, in: view)?.id ?? cohort?.courseID
                guard let course = named else {
                    throw .checkFailed(Cohort.table, field: "courseId", rule: "required")
                }
                var rows: [ID<Lesson>: LessonProgress] = [:]
                _ = try ListPlan(Rows(), KeyRange(.userProgress, owner: user.rawValue))
                    .forEach(for: guest, in: view) { (row: LessonProgress) in
                        if cohort == nil || row.cohortID == cohort?.id { rows[row.lessonID] = row }
                    }
                fields.field("userId", user)
                fields.field("courseId", course)
                fields.field("cohortId", cohort?.id)
                try Summary(of: course, rows, for: guest, in: view).write(to: &fields)
            }
        }
    }
}

/// What somebody has done in the modules of a course.
private struct Summary {
    /// Part of a course.
    struct Part {
        var module: Module?
        var lessons = 0
        var completed = 0
        var seconds = 0

        var percentage: Int { lessons == 0 ? 0 : 100 * completed / lessons }
    }

    var whole = Part()
    var parts: [Part] = []
    var lastAccess: Timestamp?

    init(
        of course: ID<Course>,
        _ rows: [ID<Lesson>: LessonProgress],
        for guest: Guest,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) {
        var modules: [Module] = []
        let range = KeyRange(.courseModules, owner: course.rawValue)
        _ = try ListPlan(Through(Module.ByCourseAndOrder.self), range)
            .forEach(for: guest, in: view) { modules.append($0) }
        for module in modules {
            var part = Part(module: module)
            let entries = KeyRange(.moduleLessons, owner: module.id.rawValue)
            var lessons: [ID<Lesson>] = []
            // Somebody who sees no more of a lesson than that there is one still has done so much of it all.
            try entries.forEach(in: view, reversed: false) {
                (_, key, content) throws(ServiceError) -> Bool in
                var fetched = 0
                let index = Through(Lesson.ByModuleAndOrder.self)
                let row = try index.row(key: key, content: content, in: view, fetched: &fetched)
                if let row { lessons.append(row.id) }
                return true
            }
            part.lessons = lessons.count
            for row in lessons.compactMap({ rows[$0] }) {
                if row.completed { part.completed += 1 }
                part.seconds += row.timeSpentSeconds
                lastAccess = max(row.lastAccessedAt, lastAccess ?? row.lastAccessedAt)
            }
            whole.lessons += part.lessons
            whole.completed += part.completed
            whole.seconds += part.seconds
            parts.append(part)
        }
    }

    func write(to fields: inout ListFields) {
        fields.field("totalLessons", whole.lessons)
        fields.field("completedLessons", whole.completed)
        fields.field("progressPercentage", whole.percentage)
        fields.field("timeSpentSeconds", whole.seconds)
        fields.field("lastAccessedAt", lastAccess)
        fields.field(
            "modules",
            JSONText(items: parts) { part, fields in
                fields.field("moduleId", part.module?.id)
                fields.field("title", part.module?.title)
                fields.field("orderIndex", part.module?.orderIndex)
                fields.field("totalLessons", part.lessons)
                fields.field("completedLessons", part.completed)
                fields.field("progressPercentage", part.percentage)
                fields.field("timeSpentSeconds", part.seconds)
            }
        )
    }
}

extension LessonProgress {
    /// Its lesson, where that is seen too.
    fileprivate func lesson(
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) -> Lesson? {
        let row: Lesson?
        do throws(StoreError) { row = try view.row(lessonID) } catch { throw ServiceError(error) }
        guard let row, try view.isVisible(row) else { return nil }
        return row
    }
}

/// What has been done in a lesson, with the lesson's own title and place where that is seen.
private func writeProgress(
    _ row: LessonProgress,
    _ view: borrowing LMDBReader.View,
    _ fields: inout ListFields
) throws(ServiceError) {
    row.write(to: &fields)
    guard fields.wants("moduleId") || fields.wants("lessonTitle") || fields.wants("orderIndex")
    else { return }
    var lesson = try fields.fetch(row.lessonID, in: view)
    if let row = lesson, try !view.isVisible(row) { lesson = nil }
    fields.field("moduleId", lesson?.moduleID)
    fields.field("lessonTitle", lesson?.title)
    fields.field("orderIndex", lesson?.orderIndex)
}
