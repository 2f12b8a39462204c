internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

// What follows from the lessons that somebody has completed.
extension Snapshot where Self: ~Copyable {
    /// All lessons of a course.
    borrowing func lessons(in course: ID<Course>) throws(ServiceError) -> Set<ID<Lesson>> {
        var lessons: Set<ID<Lesson>> = []
        for module in try modules(of: course) {
            for lesson in try self.lessons(of: module.id) { lessons.insert(lesson.id) }
        }
        return lessons
    }

    /// What a person has done in lessons.
    borrowing func progress(of user: ID<User>) throws(ServiceError) -> [LessonProgress] {
        try rows(of: LessonProgress.self, under: Key(LessonProgress.place, owner: user))
    }

    /// How far a person is in a course: completed lessons in any cohort, rounded down.
    borrowing func percentage(
        of user: ID<User>,
        in lessons: Set<ID<Lesson>>
    ) throws(ServiceError) -> Int {
        guard !lessons.isEmpty else { return 0 }
        let done = try progress(of: user).count { $0.completed && lessons.contains($0.lessonID) }
        return 100 * done / lessons.count
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Makes the percentage of one enrollment right; returns the enrollment.
    @discardableResult
    mutating func refreshPercentage(
        of user: ID<User>,
        in course: ID<Course>
    ) throws(ServiceError) -> Enrollment? {
        guard let old = try enrollment(of: user, in: course) else { return nil }
        var row = old
        row.progressPercentage = try percentage(of: user, in: lessons(in: course))
        try updateDerived(old, to: &row)
        return row
    }

    /// Makes the percentages of a course right after its lessons have changed.
    mutating func refreshPercentages(in course: ID<Course>) throws(ServiceError) {
        let enrollments = try rows(
            through: Enrollment.ByCourseAndStudent.self,
            under: Key(Enrollment.ByCourseAndStudent.place, owner: course)
        )
        guard !enrollments.isEmpty else { return }
        let lessons = try lessons(in: course)
        for old in enrollments {
            var row = old
            row.progressPercentage = try percentage(of: old.studentID, in: lessons)
            try updateDerived(old, to: &row)
        }
    }

    /// Takes a lesson that is about to go from the counters of those who completed it.
    mutating func uncount(_ lesson: Lesson) throws(ServiceError) {
        let progress = try rows(
            through: LessonProgress.ByLessonAndUser.self,
            under: Key(LessonProgress.ByLessonAndUser.place, owner: lesson.id)
        )
        for row in progress where row.completed {
            try count(-1, of: row.userID, in: row.cohortID)
        }
    }

    /// Changes how many lessons a member has completed; notes an activity where there was one.
    @discardableResult
    mutating func count(
        _ difference: Int,
        of student: ID<User>,
        in cohort: ID<Cohort>?,
        activeAt instant: Timestamp? = nil
    ) throws(ServiceError) -> CohortMember? {
        guard let cohort, let old = try member(of: cohort, student: student) else { return nil }
        var row = old
        row.completedLessons += difference
        if let instant { row.lastActivityAt = max(instant, old.lastActivityAt ?? instant) }
        try updateDerived(old, to: &row)
        return row
    }
}
