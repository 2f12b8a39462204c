import Oracle
import Records
import SchoolModel
import SchoolServices
import Storage

extension Builder {
    /// INV-12, 17, 18 and 19.
    func enroll() {
        var (cohortID, studentID): (ID<Cohort>, ID<User>) = (id(), id())
        // Two random ones have seldom met before.
        if dice.percent(40), let member: CohortMember = any() {
            (cohortID, studentID) = (member.cohortID, member.studentID)
        }
        var context = context
        context.performer = optionalID()
        context.isSelfService = dice.percent(20)
        let request = EnrollInCohort(cohort: cohortID, student: studentID)
        let errors = reasonsAgainst(request, isSelfService: context.isSelfService)
        guard errors.isEmpty, let cohort = model.row(cohortID), let user = model.row(studentID)
        else {
            return perform(refusedBy: errors) { [context] scope throws(Refusal) in
                _ = try served { () throws(ServiceError) in try request.run(in: &scope, as: context)
                }
                return nil
            }
        }
        let known = model.member(of: cohortID, student: studentID)
        let member = predictMember(user, in: cohort, known)
        let enrollment = cohort.courseID.flatMap {
            predictEnrollment(user, in: $0, through: cohort)
        }
        _ = model.insert(
            ActivityLog(
                cohortID: cohort.id,
                courseID: cohort.courseID,
                organizationID: cohort.organizationID ?? user.organizationID,
                userID: user.id,
                studentID: user.id,
                action: "cohort_enrolled",
                performedBy: context.performer
            )
        )
        perform { [context] scope throws(Refusal) in
            let outcome = try served { () throws(ServiceError) in
                try request.run(in: &scope, as: context)
            }
            let isRight =
                outcome.member == member && outcome.enrollment == enrollment
                && outcome.isReactivated == (known != nil)
            return isRight ? nil : "enrolled \(outcome), model \(show(member)), \(show(enrollment))"
        }
    }

    private func reasonsAgainst(_ request: EnrollInCohort, isSelfService: Bool) -> [ServiceError] {
        var errors: [ServiceError] = []
        let (cohort, user) = (model.row(request.cohort), model.row(request.student))
        if cohort == nil { errors.append(.notFound(.cohort, id: request.cohort.rawValue)) }
        if user == nil {
            errors.append(
                .referenceMissing(.user, field: "studentId", id: request.student.rawValue)
            )
        }
        if let user, user.role != .student {
            errors.append(.roleMismatch(role: "\(user.role.name)", expected: "student"))
        }
        if isSoftDeleted(request.student) {
            errors.append(.deleted(.user, id: request.student.rawValue))
        }
        guard let cohort else { return errors }
        let status = effectiveStatus(of: cohort)
        if status == .completed || status == .archived {
            errors.append(.cohortNotOpen(status: "\(status.name)"))
        }
        if isSelfService, let course = cohort.courseID, model.row(course)?.isPublished == false {
            errors.append(.courseNotPublished)
        }
        let known = model.member(of: request.cohort, student: request.student)
        if let known, known.status == .active || known.status == .completed {
            errors.append(
                .alreadyEnrolled(id: known.id.rawValue, status: "\(known.status.name)")
            )
        }
        let members = model.rows(of: CohortMember.self, naming: cohort.id)
        let taken = members.filter { $0.status == .active || $0.status == .paused }.count
        if let maximum = cohort.maxStudents, taken >= maximum, known?.status != .paused {
            errors.append(.cohortFull(max: maximum, taken: taken))
        }
        return errors
    }

    /// INV-15 and 16.
    private func effectiveStatus(of cohort: Cohort) -> Cohort.Status {
        let today = model.now.milliseconds / 86_400_000
        guard cohort.status != .archived, let start = cohort.startDate else { return cohort.status }
        if today < Int64(start.number) { return .upcoming }
        if let end = cohort.endDate, today > Int64(end.number) { return .completed }
        return .active
    }

    private func predictMember(_ user: User, in cohort: Cohort, _ known: CohortMember?)
        -> CohortMember?
    {
        if let known {
            var member = known
            member.status = .active
            member.leftAt = nil
            member.lastActivityAt = model.now
            return accepted(model.update(known, to: member))
        }
        return accepted(
            model.insert(
                CohortMember(
                    studentID: user.id,
                    enrolledAt: model.now,
                    lastActivityAt: model.now,
                    fullName: user.fullName,
                    email: user.email.text,
                    cohortID: cohort.id,
                    courseID: cohort.courseID
                )
            )
        )
    }

    private func predictEnrollment(
        _ user: User,
        in course: ID<Course>,
        through cohort: Cohort
    ) -> Enrollment? {
        if let known = model.enrollment(of: user.id, in: course) {
            var enrollment = known
            if known.status != .completed {
                enrollment.status = .active
                enrollment.completedAt = nil
            }
            enrollment.cohortID = cohort.id
            return accepted(model.update(known, to: enrollment))
        }
        return accepted(
            model.insert(
                Enrollment(
                    studentID: user.id,
                    courseID: course,
                    cohortID: cohort.id,
                    enrolledAt: model.now,
                    progressPercentage: model.percentage(of: user.id, in: course)
                )
            )
        )
    }
}

/// What the model wrote; it was asked before whether it would.
func accepted<Success>(_ verdict: Verdict<Success>) -> Success? {
    guard case .accepted(let success) = verdict else { return nil }
    return success
}

/// Runs a service inside an operation.
func served<Success>(
    _ body: () throws(ServiceError) -> Success
) throws(Refusal) -> Success {
    do throws(ServiceError) { return try body() } catch { throw .service(error) }
}
