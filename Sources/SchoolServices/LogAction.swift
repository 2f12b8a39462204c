internal import Records
internal import SchoolModel

/// What the trail calls the things that happen.
enum LogAction: String {
    case studentAdded = "student_added"
    case studentRemoved = "student_removed"
    case studentUpdated = "student_updated"
    case teacherAssigned = "teacher_assigned"
    case teacherRemoved = "teacher_removed"
    case groupCreated = "group_created"
    case groupUpdated = "group_updated"
    case testSeriesAdded = "test_series_added"
    case testSeriesRemoved = "test_series_removed"
    case cohortEnrolled = "cohort_enrolled"
    case cohortUnenrolled = "cohort_unenrolled"
    case cohortMemberUpdated = "cohort_member_updated"
    case enrollmentCreated = "enrollment_created"
    case enrollmentUpdated = "enrollment_updated"
    case actedAs = "acted_as"
    case enrollmentRemoved = "enrollment_removed"
    case repaired
    case migrated
    case referencesEnforced = "references_enforced"
    case referencesDeferred = "references_deferred"
}

extension ActivityLog {
    /// What happened to a student in a cohort.
    init(
        _ action: LogAction,
        _ member: CohortMember,
        organization: ID<Organization>?,
        by context: Context,
        _ metadata: JSONText = .empty
    ) {
        self.init(
            cohortID: member.cohortID,
            courseID: member.courseID,
            organizationID: organization,
            userID: member.studentID,
            studentID: member.studentID,
            action: action.rawValue,
            performedBy: context.performer,
            metadata: metadata
        )
    }

    /// What happened to a student in a course.
    init(
        _ action: LogAction,
        _ enrollment: Enrollment,
        organization: ID<Organization>?,
        by context: Context,
        _ metadata: JSONText = .empty
    ) {
        self.init(
            cohortID: enrollment.cohortID,
            courseID: enrollment.courseID,
            organizationID: organization,
            userID: enrollment.studentID,
            studentID: enrollment.studentID,
            action: action.rawValue,
            performedBy: context.performer,
            metadata: metadata
        )
    }

    /// What happened to a person in a group.
    init(
        _ action: LogAction,
        _ membership: GroupMembership,
        by context: Context,
        _ metadata: JSONText = .empty
    ) {
        self.init(
            groupID: membership.groupID,
            organizationID: membership.organizationID,
            userID: membership.userID,
            studentID: membership.role == .student ? membership.userID : nil,
            action: action.rawValue,
            performedBy: context.performer,
            metadata: metadata
        )
    }

    /// What happened to a group.
    init(
        _ action: LogAction,
        _ group: Group,
        by context: Context,
        _ metadata: JSONText = .empty
    ) {
        self.init(
            groupID: group.id,
            courseID: group.courseID,
            organizationID: group.organizationID,
            action: action.rawValue,
            performedBy: context.performer,
            metadata: metadata
        )
    }
}
