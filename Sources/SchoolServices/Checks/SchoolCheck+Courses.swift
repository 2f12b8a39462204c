internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension SchoolCheck {
    mutating func check<S: Snapshot & ~Copyable>(
        _ row: Lesson,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        guard let course = try snapshot.found(row.moduleID)?.courseID else { return }
        require(course == row.courseID, "lesson.copy", row, "courseId")
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: Enrollment,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        if let id = row.cohortID, let cohort = try snapshot.found(id) {
            let course = cohort.courseID
            require(course == row.courseID, "enrollment.cohort_course_mismatch", row)
            let member = try snapshot.member(of: id, student: row.studentID)
            require(member != nil, "enrollment.cohort_not_member", row)
        }
        if lessons[row.courseID] == nil {
            lessons[row.courseID] = try snapshot.lessons(in: row.courseID)
        }
        let lessons = lessons[row.courseID] ?? []
        let percentage = try snapshot.percentage(of: row.studentID, in: lessons)
        let isRight = row.progressPercentage == percentage
        require(isRight, "counter.progress_percentage", row, "\(percentage)")
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: LessonProgress,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        require(row.completed == (row.completedAt != nil), "progress.completed_at", row)
        // What leads nowhere is found by the store.
        guard let cohort = row.cohortID, let course = try snapshot.found(row.lessonID)?.courseID,
            let known = try snapshot.found(cohort)
        else { return }
        let isSame = known.courseID == course
        require(isSame, "progress.cohort_course_mismatch", row)
        let member = try snapshot.member(of: cohort, student: row.userID)
        require(member != nil, "progress.not_member", row)
    }
}
