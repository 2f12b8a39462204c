public import Engine
public import Records
public import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// The row that another system knows by a name, or nil; also where it is hidden from whoever looks.
    public borrowing func resolve(
        source: String,
        entity: EntityKind,
        externalID: String
    ) throws(ServiceError) -> ID<AnyRow>? {
        guard let ref = try ref(source, entity, externalID), try isVisible(ref) else { return nil }
        return ref.rowID
    }

    borrowing func ref(
        _ source: String,
        _ entity: EntityKind,
        _ externalID: String
    ) throws(ServiceError) -> ExternalRef? {
        let probe = ExternalRef(source: source, entity: entity, externalID: externalID, rowID: 0)
        var key = KeyBuffer()
        ExternalRef.writeKey(of: probe, to: &key)
        let found: ExternalRef?
        do throws(StoreError) { found = try row(at: key.bytes) } catch { throw ServiceError(error) }
        return found
    }

    /// Whether a table has a row with this id.
    ///
    /// Rows without ids have no names elsewhere.
    borrowing func exists(_ kind: EntityKind, _ id: ID<AnyRow>) throws(ServiceError) -> Bool {
        switch kind {
        case .organization: try found(id.cast(to: Organization.self)) != nil
        case .academicProgram: try found(id.cast(to: AcademicProgram.self)) != nil
        case .user: try found(id.cast(to: User.self)) != nil
        case .studentProfile: try found(id.cast(to: StudentProfile.self)) != nil
        case .parentProfile: try found(id.cast(to: ParentProfile.self)) != nil
        case .teacherProfile: try found(id.cast(to: TeacherProfile.self)) != nil
        case .parentLink: try found(id.cast(to: ParentLink.self)) != nil
        case .application: try found(id.cast(to: Application.self)) != nil
        case .course: try found(id.cast(to: Course.self)) != nil
        case .module: try found(id.cast(to: Module.self)) != nil
        case .lesson: try found(id.cast(to: Lesson.self)) != nil
        case .enrollment: try found(id.cast(to: Enrollment.self)) != nil
        case .cohort: try found(id.cast(to: Cohort.self)) != nil
        case .cohortMember: try found(id.cast(to: CohortMember.self)) != nil
        case .cohortSchedule: try found(id.cast(to: CohortSchedule.self)) != nil
        case .lessonProgress: try found(id.cast(to: LessonProgress.self)) != nil
        case .group: try found(id.cast(to: Group.self)) != nil
        case .groupMembership: try found(id.cast(to: GroupMembership.self)) != nil
        case .activityLog: try found(id.cast(to: ActivityLog.self)) != nil
        case .courseTeacher: try found(id.cast(to: CourseTeacher.self)) != nil
        case .testSeries: try found(id.cast(to: TestSeries.self)) != nil
        case .test: try found(id.cast(to: SchoolTest.self)) != nil
        case .testSeriesItem: try found(id.cast(to: TestSeriesItem.self)) != nil
        case .groupTestSeries: try found(id.cast(to: GroupTestSeries.self)) != nil
        case .lessonHeld: try found(id.cast(to: LessonHeld.self)) != nil
        case .payment: try found(id.cast(to: Payment.self)) != nil
        case .balanceEntry: try found(id.cast(to: BalanceEntry.self)) != nil
        case .codingTopic: try found(id.cast(to: CodingTopic.self)) != nil
        case .codingTask: try found(id.cast(to: CodingTask.self)) != nil
        case .codingTestCase: try found(id.cast(to: CodingTestCase.self)) != nil
        case .codingSubmission: try found(id.cast(to: CodingSubmission.self)) != nil
        case .codingProgress: try found(id.cast(to: CodingProgress.self)) != nil
        case .testAnswerKey: try found(id.cast(to: TestAnswerKey.self)) != nil
        case .testAssignment: try found(id.cast(to: TestAssignment.self)) != nil
        case .testAttempt: try found(id.cast(to: TestAttempt.self)) != nil
        case .testResult: try found(id.cast(to: TestResult.self)) != nil
        case .lessonDiscussion: try found(id.cast(to: LessonDiscussion.self)) != nil
        case .forumPost: try found(id.cast(to: ForumPost.self)) != nil
        case .forumReply: try found(id.cast(to: ForumReply.self)) != nil
        case .legacyGroupMember: try found(id.cast(to: LegacyGroupMember.self)) != nil
        case .attendanceSheet, .externalRef, .setting: false
        }
    }
}
