import Records

extension District {
    /// The five courses of a student, ascending: those of his cohorts and two more.
    public func courses(of student: UInt64) -> [UInt64] {
        var courses = cohorts(of: student).map { course(ofCohort: $0) }
        var next = chance(7, student)
        while courses.count < Self.enrollmentsPerStudent {
            let course = next % UInt64(Self.courses) + 1
            if !courses.contains(course) { courses.append(course) }
            next = DistrictRandom.mix(next)
        }
        return courses.sorted()
    }

    /// The five enrollments of a student in the order of their courses and ids.
    public func enrollments(of student: UInt64) -> [DistrictEnrollment] {
        let cohorts = cohorts(of: student)
        let first = (student - Self.firstStudent) * UInt64(Self.enrollmentsPerStudent) + 1
        let start = Timestamp(startOf: Self.firstDay).milliseconds
        return zip(first..., courses(of: student)).map { id, course in
            let chance = chance(8, student, course)
            let status = enrollmentStatus(chance)
            let cohort = cohorts.first {
                self.course(ofCohort: $0) == course
                    && memberStatus(cohort: $0, student: student) != .dropped
            }
            let enrolledAt = start + Int64((chance >> 8) % 8_640_000_000)
            let completed = enrolledAt + 8_640_000_000 + Int64((chance >> 30) % 864_000_000)
            return DistrictEnrollment(
                id: id,
                course: course,
                student: student,
                cohort: cohort,
                status: status,
                enrolledAt: Timestamp(milliseconds: enrolledAt),
                completedAt: status == .completed ? Timestamp(milliseconds: completed) : nil,
                progressPercentage: status == .completed ? 100 : Int((chance >> 44) % 100)
            )
        }
    }

    func enrollmentStatus(_ chance: UInt64) -> DistrictEnrollment.Status {
        switch chance % 100 {
        case ..<84: .active
        case ..<86: .inactive
        case ..<89: .paused
        case ..<97: .completed
        default: .dropped
        }
    }

    /// All enrollments in the order of student and course, which is that of their ids.
    public func forEachEnrollment<Failure: Error>(
        _ body: (DistrictEnrollment) throws(Failure) -> Void
    ) throws(Failure) {
        for student in studentIDs {
            for enrollment in enrollments(of: student) { try body(enrollment) }
        }
    }
}
