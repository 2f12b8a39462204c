/// The entities that the policy speaks of, by their names on the wire.
///
/// An entity without a line in the table belongs to service sessions alone.
public enum PolicySubject: String, CaseIterable, Sendable {
    case organization, academicProgram
    case user, studentProfile, parentProfile, teacherProfile, parentLink, application
    case course, courseTeacher, module, lesson, enrollment
    case cohort, cohortMember, cohortSchedule, lessonProgress
    case lessonDiscussion, forumPost, forumReply
    case group, groupMembership, testSeries, testSeriesItem, groupTestSeries, activityLog
    case attendanceSheet, lessonHeld
    case payment, balanceEntry
    case codingTopic, codingTask, codingTestCase, codingSubmission, codingProgress
    case test, testAnswerKey, testAssignment, testAttempt, testResult
    /// Not a table: whether a student is taught by a teacher.
    case relation
    case externalRef, setting, legacyGroupMember, migration
}

/// What a caller wants to do with a row.
///
/// To delete softly, and to restore, are told from an update by the row, and held to the cell of `delete`.
public enum PolicyVerb: UInt8, CaseIterable, Sendable {
    case read, create, update, delete
}
