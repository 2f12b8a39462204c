/// What the systems that this one takes the place of call its tables, fields, indexes and triggers.
enum ForeignNames {
    /// By entity; the first is the one that a report shows.
    static let tables: [String: [String]] = [
        "organization": ["organizations", "schools", "organization_units"],
        "academicProgram": ["academic_programs"],
        "user": ["users", "students", "auth.users"],
        "studentProfile": ["student_profile"],
        "parentProfile": ["parent_profile"],
        "teacherProfile": ["teacher_profile"],
        "parentLink": ["parent_student"],
        "application": ["applications"],
        "course": ["courses"],
        "module": ["modules"],
        "lesson": ["lessons"],
        "enrollment": ["enrollments", "course_enrollments"],
        "cohort": ["cohorts", "student_cohorts"],
        "cohortMember": ["cohort_enrollments", "student_cohort_members"],
        "cohortSchedule": ["cohort_schedules"],
        "lessonProgress": ["lesson_progress"],
        "group": ["groups", "student_groups"],
        "groupMembership": ["group_users", "group_membership"],
        "attendanceSheet": ["attendance_record"],
        "activityLog": ["group_activity_log"],
        "testSeries": ["test_series", "testseries"],
        "test": ["tests"],
        "groupTestSeries": ["group_test_series"],
        "payment": ["payments"],
        "codingTopic": ["coding_topic"],
        "codingTask": ["coding_task"],
        "codingTestCase": ["coding_test_case"],
        "codingSubmission": ["coding_submission"],
        "codingProgress": ["coding_progress"],
        "testAnswerKey": ["test_answer_key"],
        "testAssignment": ["test_assignment"],
        "testAttempt": ["test_attempt"],
        "testResult": ["test_result"],
        "lessonDiscussion": ["lesson_discussions"],
        "forumPost": ["course_forums"],
        "forumReply": ["forum_replies"],
        "legacyGroupMember": ["group_members"],
    ]

    /// Where the words differ, and not only the way in which they are written.
    static let fields: [String: [String]] = [
        "cohortMember.studentId": ["user_id"], "cohortMember.enrolledAt": ["enrollment_date"],
        "enrollment.studentId": ["user_id"], "course.isPublished": ["published"],
        "group.organizationId": ["school_id"], "group.isActive": ["status"],
        "groupMembership.userId": ["student_id"], "groupMembership.role": ["type"],
        "groupMembership.enrolledAt": ["joined_at"], "user.createdAt": ["date_joined"],
    ]

    /// An index of theirs, and what serves the same questions here.
    struct Index: Sendable {
        var name: String
        var entity: String
        /// An index, or nil for the rows' own keys.
        var index: String?
        /// What leads the rows' keys, where they serve it.
        var owner: String?
        /// Whether it is picked out of what they find.
        var isFilter = false

        /// What a report expects.
        var expected: String {
            let way = index ?? "key of \(entity)" + (owner.map { " by \($0)" } ?? "")
            return isFilter ? "filter over \(way)" : way
        }
    }

    static let indexes: [Index] = cohortIndexes + groupIndexes + otherIndexes

    private static let cohortIndexes: [Index] = [
        Index(name: "idx_cohorts_course_id", entity: "cohort", index: "cohort.course_start"),
        Index(name: "idx_cohorts_status", entity: "cohort", index: "cohort.status_start"),
        Index(name: "idx_cohorts_start_date", entity: "cohort", index: "cohort.start_id"),
        Index(name: "idx_cohort_enrollments_cohort", entity: "cohortMember", owner: "cohort"),
        Index(
            name: "idx_cohort_enrollments_user",
            entity: "cohortMember",
            index: "cohortMember.student_cohort"
        ),
        Index(
            name: "idx_cohort_enrollments_status",
            entity: "cohortMember",
            owner: "cohort",
            isFilter: true
        ),
        Index(
            name: "idx_cohort_enrollments_activity",
            entity: "cohortMember",
            owner: "cohort",
            isFilter: true
        ),
        Index(name: "idx_cohort_schedules_cohort", entity: "cohortSchedule", owner: "cohort"),
        Index(
            name: "idx_cohort_schedules_module",
            entity: "cohortSchedule",
            index: "cohortSchedule.module_cohort"
        ),
        Index(
            name: "idx_cohort_schedules_unlock",
            entity: "cohortSchedule",
            index: "cohortSchedule.unlock_cohort_module"
        ),
        Index(
            name: "idx_lesson_discussions_lesson",
            entity: "lessonDiscussion",
            index: "lessonDiscussion.lesson_cohort"
        ),
        Index(
            name: "idx_lesson_discussions_cohort",
            entity: "lessonDiscussion",
            index: "lessonDiscussion.cohort_id"
        ),
        Index(
            name: "idx_lesson_discussions_user",
            entity: "lessonDiscussion",
            index: "lessonDiscussion.user_cohort"
        ),
        Index(
            name: "idx_lesson_discussions_parent",
            entity: "lessonDiscussion",
            index: "lessonDiscussion.parent_created"
        ),
    ]

    private static let otherIndexes: [Index] = [
        Index(
            name: "course_enrollments(course_id)",
            entity: "enrollment",
            index: "enrollment.course_student"
        ),
        Index(name: "course_enrollments(student_id)", entity: "enrollment", owner: "user"),
        Index(
            name: "attendance_record(group_id, lesson_date)",
            entity: "attendanceSheet",
            owner: "group"
        ),
        Index(
            name: "attendance_record(student_id, lesson_date)",
            entity: "attendanceSheet",
            index: "attendanceSheet.student_group"
        ),
    ]
}
