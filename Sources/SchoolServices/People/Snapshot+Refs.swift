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
        case .attendanceSheet, .externalRef, .setting: false
        }
    }
}
