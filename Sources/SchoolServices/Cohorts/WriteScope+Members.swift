public import Engine
public import Records
public import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// A person who can be taught, not soft-deleted.
    borrowing func student(_ id: ID<User>) throws(ServiceError) -> User {
        try person(id, of: "studentId", as: .student)
    }

    /// A student's membership of a cohort, found by the pair.
    borrowing func member(
        of cohort: ID<Cohort>,
        student: ID<User>
    ) throws(ServiceError) -> CohortMember? {
        var key = Key()
        key.begin(CohortMember.ByStudentAndCohort.place, owner: student)
        key.append(cohort)
        return try stored { () throws(StoreError) in
            try row(through: CohortMember.ByStudentAndCohort.self, at: key.bytes)
        }
    }

    /// A student's enrollment in a course, found by the pair.
    public borrowing func enrollment(
        of student: ID<User>,
        in course: ID<Course>
    ) throws(ServiceError) -> Enrollment? {
        var key = Key()
        key.begin(Enrollment.place, owner: student)
        key.append(course)
        return try stored { () throws(StoreError) in try row(at: key.bytes) }
    }

    /// A cohort that takes students on a day.
    borrowing func openCohort(_ id: ID<Cohort>, on day: Day) throws(ServiceError) -> Cohort {
        let cohort = try subject(id)
        let status = cohort.status(on: day)
        guard status == .upcoming || status == .active else {
            throw .cohortNotOpen(status: "\(status.name)")
        }
        return cohort
    }

    /// How many members a cohort has, and how many of them take a seat.
    borrowing func counters(of cohort: ID<Cohort>) throws(ServiceError) -> (
        members: Int, seats: Int
    ) {
        let sums = try stored { () throws(StoreError) in
            try amounts(CohortCounters.self, owner: cohort.rawValue)
        }
        return (Int(sums[0]), Int(sums[1]))
    }

    /// Refuses where every seat is taken.
    borrowing func requireSeat(in cohort: Cohort) throws(ServiceError) {
        guard let maximum = cohort.maxStudents else { return }
        let taken = try counters(of: cohort.id).seats
        guard taken < maximum else { throw .cohortFull(max: maximum, taken: taken) }
    }

    /// Refuses a course that students cannot see.
    borrowing func requirePublished(_ id: ID<Course>?) throws(ServiceError) {
        guard let id else { return }
        let course: Course = try stored { () throws(StoreError) in try existing(id) }
        guard course.isPublished else { throw .courseNotPublished }
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Writes a new member, or brings a known one back.
    mutating func admit(
        _ user: User,
        to cohort: Cohort,
        known: CohortMember?
    ) throws(ServiceError) -> CohortMember {
        guard let known else {
            var member = CohortMember(
                studentID: user.id,
                enrolledAt: now,
                lastActivityAt: now,
                fullName: user.fullName,
                email: user.email.text,
                cohortID: cohort.id,
                courseID: cohort.courseID
            )
            // Who comes back after the row has gone has spoken here before.
            if hasPosts {
                let posts = try posts(of: user.id, in: cohort.id)
                (member.discussionPosts, member.forumPosts) = posts
            }
            try insertRow(&member)
            return member
        }
        var member = known
        member.status = .active
        member.leftAt = nil
        member.lastActivityAt = now
        try reviveRow(known, to: &member)
        return member
    }

    /// Makes the enrollment in a course active, and lets it name the cohort it came through.
    mutating func enroll(
        _ user: User,
        in course: ID<Course>,
        through cohort: ID<Cohort>?,
        as status: Enrollment.Status = .active
    ) throws(ServiceError) -> Enrollment {
        guard let known = try enrollment(of: user.id, in: course) else {
            var enrollment = Enrollment(
                studentID: user.id,
                courseID: course,
                cohortID: cohort,
                status: status,
                enrolledAt: now,
                completedAt: status == .completed ? now : nil
            )
            // Lessons may have been done before: as a preview, or in an enrollment that is gone.
            if try count(under: Key(LessonProgress.place, owner: user.id), limit: 1) > 0 {
                let lessons = try lessons(in: course)
                enrollment.progressPercentage = try percentage(of: user.id, in: lessons)
            }
            // Through a cohort it follows from the membership.
            if cohort == nil { try insertRow(&enrollment) } else { try insertDerived(&enrollment) }
            return enrollment
        }
        var enrollment = known
        if known.status != .completed {
            enrollment.status = status
            enrollment.completedAt = status == .completed ? now : nil
        }
        enrollment.cohortID = cohort ?? known.cohortID
        if cohort == nil {
            try reviveRow(known, to: &enrollment)
        } else {
            try updateDerived(known, to: &enrollment)
        }
        return enrollment
    }

    /// Sets a member's status; who is dropped has left.
    mutating func setStatus(
        _ status: CohortMember.Status,
        of known: CohortMember,
        isDerived: Bool = false
    ) throws(ServiceError) -> CohortMember {
        var member = known
        member.status = status
        member.leftAt = status == .dropped ? known.leftAt ?? now : nil
        if isDerived {
            try updateDerived(known, to: &member)
        } else {
            try updateRow(known, to: &member)
        }
        return member
    }

    /// Lets a person's lessons count in another cohort, or in none; returns how many are completed.
    @discardableResult
    mutating func moveProgress(
        of user: ID<User>,
        from cohort: ID<Cohort>,
        to other: ID<Cohort>?
    ) throws(ServiceError) -> Int {
        let place = LessonProgress.ByCohortUserAndLesson.place
        let rows = try rows(
            through: LessonProgress.ByCohortUserAndLesson.self,
            under: Key(place, owner: cohort, user)
        )
        for old in rows {
            var row = old
            row.cohortID = other
            try updateDerived(old, to: &row)
        }
        return rows.count(where: \.completed)
    }
}
