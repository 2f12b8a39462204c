public import Records

/// Everything that a school keeps.
///
/// A deletion follows the references in this order: enrollments are cleared of a cohort through its
/// members, so they come before those.
public enum SchoolSchema: Schema {
    public static func visitEntities<V: EntityVisitor & ~Copyable>(_ entities: inout V) throws(V
        .Failure)
    {
        try entities.visit(Organization.self)
        try entities.visit(AcademicProgram.self)
        try entities.visit(User.self)
        try entities.visit(StudentProfile.self)
        try entities.visit(ParentProfile.self)
        try entities.visit(TeacherProfile.self)
        try entities.visit(ParentLink.self)
        try entities.visit(Application.self)
        try entities.visit(Course.self)
        try entities.visit(Module.self)
        try entities.visit(Lesson.self)
        try entities.visit(Enrollment.self)
        try entities.visit(Cohort.self)
        try entities.visit(CohortMember.self)
        try entities.visit(CohortSchedule.self)
        try entities.visit(LessonProgress.self)
        try entities.visit(Group.self)
        try entities.visit(GroupMembership.self)
        try entities.visit(AttendanceSheet.self)
        try entities.visit(ActivityLog.self)
        try entities.visit(ExternalRef.self)
        try entities.visit(Setting.self)
        try entities.visit(CourseTeacher.self)
        try entities.visit(TestSeries.self)
        try entities.visit(SchoolTest.self)
        try entities.visit(TestSeriesItem.self)
        try entities.visit(GroupTestSeries.self)
        try entities.visit(LessonHeld.self)
        try entities.visit(Payment.self)
        try entities.visit(BalanceEntry.self)
        try entities.visit(CodingTopic.self)
        try entities.visit(CodingTask.self)
        try entities.visit(CodingTestCase.self)
        try entities.visit(CodingSubmission.self)
        try entities.visit(CodingProgress.self)
        try entities.visit(TestAnswerKey.self)
        try entities.visit(TestAssignment.self)
        try entities.visit(TestAttempt.self)
        try entities.visit(TestResult.self)
        try entities.visit(LessonDiscussion.self)
        try entities.visit(ForumPost.self)
        try entities.visit(ForumReply.self)
        try entities.visit(LegacyGroupMember.self)
    }
}
