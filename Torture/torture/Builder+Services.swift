import Oracle
import Records
import SchoolModel
import SchoolServices
import Storage

extension Builder {
    /// A request to one of the school's services.
    func service() -> String {
        switch dice.below(10) {
        case ..<3:
            enroll()
            return "enroll in a cohort"
        case ..<5:
            unenroll()
            return "unenroll from a cohort"
        case ..<7:
            markClass()
            return "mark a class"
        case ..<8:
            updateUser()
            return "update a user"
        default:
            setProgress()
            return "set progress"
        }
    }

    /// H13: a soft-deleted student takes nothing new.
    func isSoftDeleted(_ user: ID<User>) -> Bool {
        guard let row = model.row(user) else { return false }
        switch row.role {
        case .student: return model.row(ID<StudentProfile>(user.rawValue))?.deletedAt != nil
        case .parent: return model.row(ID<ParentProfile>(user.rawValue))?.deletedAt != nil
        case .admin, .teacher: return false
        }
    }

    // MARK: - Leaving a cohort

    /// INV-12 and H11.
    private func unenroll() {
        var (cohortID, studentID): (ID<Cohort>, ID<User>) = (id(), id())
        if dice.percent(90), let member: CohortMember = any() {
            (cohortID, studentID) = (member.cohortID, member.studentID)
        }
        var context = context
        context.performer = optionalID()
        let request = UnenrollFromCohort(
            cohort: cohortID,
            student: studentID,
            alsoCourse: dice.percent(30)
        )
        let known = model.member(of: cohortID, student: studentID)
        var errors: [ServiceError] = []
        if model.row(cohortID) == nil { errors.append(.notFound(.cohort, id: cohortID.rawValue)) }
        if known == nil { errors.append(.notFound(.cohortMember, id: studentID.rawValue)) }
        if known?.status == .dropped {
            errors.append(.checkFailed(.cohortMember, field: "status", rule: "dropped"))
        }
        guard errors.isEmpty, let known else {
            return perform(refusedBy: errors) { [context] scope throws(Refusal) in
                _ = try served { () throws(ServiceError) in try request.run(in: &scope, as: context)
                }
                return nil
            }
        }
        let member = drop(known, by: context, organization: trailOwner(of: known))
        var enrollment = known.courseID.flatMap { model.enrollment(of: studentID, in: $0) }
        if let old = enrollment, old.cohortID == cohortID {
            var row = old
            row.cohortID = activeMembers(of: studentID, in: old.courseID).map(\.cohortID).min()
            enrollment = accepted(model.update(old, to: row))
        }
        // The trail of leaving a cohort comes before that of leaving its course.
        log("cohort_unenrolled", member, by: context, organization: trailOwner(of: known))
        if request.alsoCourse, let old = enrollment { enrollment = leaveCourse(old, context) }
        let expected = enrollment
        perform { [context] scope throws(Refusal) in
            let outcome = try served { () throws(ServiceError) in
                try request.run(in: &scope, as: context)
            }
            let isRight = outcome.member == member && outcome.enrollment == expected
            return isRight ? nil : "left \(outcome), model \(show(member)), \(show(expected))"
        }
    }

    private func drop(
        _ known: CohortMember,
        by context: Context,
        organization: ID<Organization>?
    ) -> CohortMember? {
        var row = known
        row.status = .dropped
        row.leftAt = known.leftAt ?? model.now
        return accepted(model.update(known, to: row))
    }

    private func leaveCourse(_ old: Enrollment, _ context: Context) -> Enrollment? {
        guard old.status != .dropped else { return old }
        let organization = model.row(old.studentID)?.organizationID
        var row = old
        row.status = .dropped
        row.completedAt = nil
        row.cohortID = nil
        let left = accepted(model.update(old, to: row))
        var entry = ActivityLog(
            courseID: old.courseID,
            organizationID: organization,
            userID: old.studentID,
            studentID: old.studentID,
            action: "enrollment_updated",
            performedBy: context.performer
        )
        entry.metadata = JSONText(trusted: "{\"from\":\"\(old.status.name)\",\"to\":\"dropped\"}")
        _ = model.insert(entry)
        let members = model.rows(of: CohortMember.self, naming: old.studentID)
            .filter {
                $0.courseID == old.courseID && ($0.status == .active || $0.status == .paused)
            }
            .sorted { $0.cohortID < $1.cohortID }
        for member in members {
            let dropped = drop(member, by: context, organization: organization)
            log("cohort_unenrolled", dropped, by: context, organization: organization)
        }
        return left
    }

    private func activeMembers(of student: ID<User>, in course: ID<Course>) -> [CohortMember] {
        model.rows(of: CohortMember.self, naming: student)
            .filter { $0.courseID == course && $0.status == .active }
    }

    private func trailOwner(of member: CohortMember) -> ID<Organization>? {
        model.row(member.cohortID)?.organizationID ?? model.row(member.studentID)?.organizationID
    }

    private func log(
        _ action: String,
        _ member: CohortMember?,
        by context: Context,
        organization: ID<Organization>?
    ) {
        _ = model.insert(
            ActivityLog(
                cohortID: member?.cohortID,
                courseID: member?.courseID,
                organizationID: organization,
                userID: member?.studentID,
                studentID: member?.studentID,
                action: action,
                performedBy: context.performer
            )
        )
    }
}
