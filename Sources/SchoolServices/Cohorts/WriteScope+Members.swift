internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// A person who can be taught, not soft-deleted.
    borrowing func student(_ id: ID<User>) throws(ServiceError) -> User {
        guard let user: User = try stored({ () throws(StoreError) in try row(id) }) else {
            throw .notFound(User.table, id: id.rawValue)
        }
        guard user.role == .student else {
            throw .roleMismatch(role: "\(user.role.name)", expected: "student")
        }
        return user
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
    borrowing func enrollment(
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
        guard let cohort: Cohort = try stored({ () throws(StoreError) in try row(id) }) else {
            throw .notFound(Cohort.table, id: id.rawValue)
        }
        let status = cohort.status(on: day)
        guard status == .upcoming || status == .active else {
            throw .cohortNotOpen(status: "\(status.name)")
        }
        return cohort
    }

    /// How many members a cohort has, and how many of them take a seat.
    borrowing func counters(
        of cohort: ID<Cohort>
    ) throws(ServiceError) -> (members: Int, seats: Int) {
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
            try insertRow(&member)
            return member
        }
        var member = known
        member.status = .active
        member.leftAt = nil
        try updateRow(known, to: &member)
        return member
    }

    /// Makes the enrollment in a course active, and lets it name the cohort it came through.
    mutating func enroll(
        _ user: User,
        in course: ID<Course>,
        through cohort: ID<Cohort>?
    ) throws(ServiceError) -> Enrollment {
        guard let known = try enrollment(of: user.id, in: course) else {
            var enrollment = Enrollment(
                studentID: user.id,
                courseID: course,
                cohortID: cohort,
                enrolledAt: now
            )
            try insertRow(&enrollment)
            return enrollment
        }
        var enrollment = known
        if known.status != .completed { enrollment.status = .active }
        enrollment.cohortID = cohort ?? known.cohortID
        try updateRow(known, to: &enrollment)
        return enrollment
    }

    /// Appends to the trail: what it says happened in this very transaction.
    mutating func log(_ entry: ActivityLog) throws(ServiceError) {
        var entry = entry
        try insertRow(&entry)
    }

    /// `insert`, with the service's errors.
    mutating func insertRow<E: Entity>(_ row: inout E) throws(ServiceError) {
        do throws(StoreError) { try insert(&row) } catch { throw ServiceError(error) }
    }

    /// `update`, with the service's errors.
    @discardableResult
    mutating func updateRow<E: Entity>(_ old: E, to row: inout E) throws(ServiceError) -> Bool {
        do throws(StoreError) { return try update(old, to: &row) } catch {
            throw ServiceError(error)
        }
    }
}
