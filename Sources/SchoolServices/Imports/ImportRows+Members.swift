internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension ImportRows {
    /// A student of a cohort, also of one that is over: what was is written as it was.
    func take<T: WriteTransaction & ~Copyable>(
        member row: ImportRow,
        _ state: inout State,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ImportEffect {
        let cohort = try cohort(row.required("cohort"), in: scope, context)
        let named = try person(row.required("student"), "student", in: scope, context)
        if state.count("member/\(cohort.id.rawValue)/\(named.id.rawValue)") > 1 {
            return .skipped(field: "student", reason: "duplicate_member")
        }
        let student = try scope.student(named.id)
        var status: CohortMember.Status? = try row.choice("status")
        if status == nil, let isActive = try row.flag("isActive") {
            status = isActive ? .active : .dropped
        }
        let since = try row.instant("enrolledAt")
        if let since, since > scope.now { throw .futureDate(context.day(since)) }
        let known = try scope.member(of: cohort.id, student: student.id)
        let member: CohortMember
        if let known {
            member = try scope.set(known, status ?? known.status, since, in: cohort, by: context)
        } else {
            member = try scope.admit(student, status ?? .active, since, to: cohort, by: context)
        }
        try remember(row["externalId"], .cohortMember, member.id.cast(to: AnyRow.self), &scope)
        guard let known else { return .created }
        return member == known ? .unchanged : .updated
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// A new member with a past, and the course that goes with the cohort.
    fileprivate mutating func admit(
        _ student: User,
        _ status: CohortMember.Status,
        _ since: Timestamp?,
        to cohort: Cohort,
        by context: Context
    ) throws(ServiceError) -> CohortMember {
        if status == .active || status == .paused { try requireSeat(in: cohort) }
        let admitted = try admit(student, to: cohort, known: nil)
        var member = admitted
        member.status = status
        member.enrolledAt = since ?? now
        if since != nil { member.lastActivityAt = since }
        if status == .dropped { member.leftAt = now }
        try updateDerived(admitted, to: &member)
        try follow(member, status, by: context)
        return member
    }

    private mutating func follow(
        _ member: CohortMember,
        _ status: CohortMember.Status,
        by context: Context
    ) throws(ServiceError) {
        guard let student = try found(member.studentID) else { return }
        if let course = member.courseID {
            let isGone = status == .dropped
            let known = try enrollment(of: student.id, in: course)
            if known == nil || !isGone {
                let enrollment = try enroll(
                    student,
                    in: course,
                    through: isGone ? nil : member.cohortID,
                    as: Enrollment.Status(status)
                )
                if known == nil, enrollment.enrolledAt != member.enrolledAt {
                    var dated = enrollment
                    dated.enrolledAt = member.enrolledAt
                    try updateDerived(enrollment, to: &dated)
                }
            }
        }
        try log(
            ActivityLog(
                .cohortEnrolled,
                member,
                organization: student.organizationID,
                by: context,
                JSONText.empty.adding("imported", "true")
            )
        )
    }

    /// A known member as the source has it.
    fileprivate mutating func set(
        _ known: CohortMember,
        _ status: CohortMember.Status,
        _ since: Timestamp?,
        in cohort: Cohort,
        by context: Context
    ) throws(ServiceError) -> CohortMember {
        var member = known
        if status != known.status {
            if !known.isActive, status == .active || status == .paused {
                try requireSeat(in: cohort)
            }
            member = try setStatus(status, of: known)
            if status == .dropped {
                _ = try leave(member)
            } else {
                try follow(member, status, by: context)
            }
        }
        guard let since, since != member.enrolledAt else { return member }
        var dated = member
        dated.enrolledAt = since
        try updateDerived(member, to: &dated)
        return dated
    }
}

extension Enrollment.Status {
    /// What a member's status is in the course.
    fileprivate init(_ status: CohortMember.Status) {
        switch status {
        case .active: self = .active
        case .paused: self = .paused
        case .completed: self = .completed
        case .dropped: self = .dropped
        }
    }
}
