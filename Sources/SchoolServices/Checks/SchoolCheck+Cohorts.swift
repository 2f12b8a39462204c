internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension SchoolCheck {
    mutating func check<S: Snapshot & ~Copyable>(
        _ row: Cohort,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        checkTexts(row)
        notice(row.organizationID == nil, "org.missing", Cohort.table, row.id.rawValue)
        if let start = row.startDate, let end = row.endDate {
            require(end >= start, "cohort.dates", row)
        }
        let isComplete = row.kind == .class || row.courseID != nil && row.startDate != nil
        require(isComplete, "cohort.incomplete", row)
        if let today { require(row.status == row.status(on: today), "cohort.status_stale", row) }
        guard let maximum = row.maxStudents else { return }
        let seats = try snapshot.counters(of: row.id).seats
        require(seats <= maximum, "member.over_capacity", row, "\(seats) of \(maximum)")
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: CohortMember,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        guard let user = try snapshot.found(row.studentID),
            let cohort = try snapshot.found(row.cohortID)
        else { return }
        require(row.fullName == user.fullName, "member.copy", row, "fullName")
        require(row.email.isWritten(as: user.email.text), "member.copy", row, "email")
        require(row.courseID == cohort.courseID, "member.copy", row, "courseId")
        require((row.status == .dropped) == (row.leftAt != nil), "member.left_at", row)
        if let course = row.courseID {
            let enrollment = try snapshot.enrollment(of: row.studentID, in: course)
            require(enrollment != nil, "member.without_enrollment", row)
        }
        if isAsked("roster.missing_application") {
            let application: Application? = try snapshot.application(of: row.studentID)
            let table = CohortMember.table
            notice(application == nil, "roster.missing_application", table, row.id.rawValue)
        }
        let place = LessonProgress.ByCohortUserAndLesson.place
        let completed = try snapshot.rows(
            through: LessonProgress.ByCohortUserAndLesson.self,
            under: Key(place, owner: row.cohortID, row.studentID)
        ).count(where: \.completed)
        let isCounted = row.completedLessons == completed
        require(isCounted, "counter.completed_lessons", row, "\(completed)")
        let posts = try snapshot.posts(of: row.studentID, in: row.cohortID)
        let isRight = row.discussionPosts == posts.discussions
        require(isRight, "counter.discussion_posts", row, "\(posts.discussions)")
        require(row.forumPosts == posts.forum, "counter.forum_posts", row, "\(posts.forum)")
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: CohortSchedule,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        guard let module = try snapshot.found(row.moduleID) else { return }
        require(row.title.isWritten(as: module.title), "schedule.copy", row, "title")
        require(row.orderIndex == module.orderIndex, "schedule.copy", row, "orderIndex")
        require(row.courseID == module.courseID, "schedule.copy", row, "courseId")
        if let cohort = try snapshot.found(row.cohortID) {
            let isSame = cohort.courseID == module.courseID
            require(isSame, "schedule.module_course_mismatch", row)
        }
        guard let lockDate = row.lockDate else { return }
        require(lockDate > row.unlockDate, "schedule.lock_before_unlock", row)
    }
}
