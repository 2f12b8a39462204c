public import Engine
public import Records
public import SchoolModel
internal import Storage

/// Whether a person may open a lesson, and why.
public struct LessonAccess: Equatable, Sendable {
    public var canAccess: Bool
    /// Whether the module is open in one of the person's cohorts; nil for who is in none.
    public var moduleUnlocked: Bool?
    public var isEnrolled: Bool
    public var reason: Reason

    /// Why.
    public enum Reason: String, Sendable {
        case accessible
        case preview
        case moduleLocked = "module_locked"
        case notEnrolled = "not_enrolled"
        case teacherOverride = "teacher_override"
    }
}

extension Snapshot where Self: ~Copyable {
    /// Whether a person may open a lesson on a day: members of cohorts wait for the module.
    public borrowing func access(
        of user: ID<User>,
        to lesson: ID<Lesson>,
        on day: Day
    ) throws(ServiceError) -> LessonAccess {
        let lesson = try subject(lesson)
        let user = try target(user, of: "userId")
        var members: [CohortMember] = []
        for row in try self.members(of: user.id, in: lesson.courseID)
        where row.status == .active || row.status == .completed {
            if try isVisible(row) { members.append(row) }
        }
        var enrollment = try enrollment(of: user.id, in: lesson.courseID)
        if let row = enrollment, try !isVisible(row) { enrollment = nil }
        let isEnrolled = enrollment?.status == .active || enrollment?.status == .completed
        var moduleUnlocked: Bool?
        for member in members {
            let row = try schedule(of: member.cohortID, module: lesson.moduleID)
            let isUnlocked = row?.isUnlocked(on: day) ?? true
            moduleUnlocked = moduleUnlocked == true || isUnlocked
        }
        let answer = { (canAccess: Bool, reason: LessonAccess.Reason) in
            LessonAccess(
                canAccess: canAccess,
                moduleUnlocked: moduleUnlocked,
                isEnrolled: isEnrolled,
                reason: reason
            )
        }
        if user.role == .admin { return answer(true, .teacherOverride) }
        let owner = try found(lesson.courseID)?.createdBy
        if user.role == .teacher, owner == user.id { return answer(true, .teacherOverride) }
        if lesson.isPreview { return answer(true, .preview) }
        if let moduleUnlocked {
            return moduleUnlocked ? answer(true, .accessible) : answer(false, .moduleLocked)
        }
        return isEnrolled ? answer(true, .accessible) : answer(false, .notEnrolled)
    }
}

extension CohortSchedule {
    /// Whether the module is open on a day: from the unlock date to the day before the lock date.
    public func isUnlocked(on day: Day) -> Bool {
        guard unlockDate <= day else { return false }
        guard let lockDate else { return true }
        return day < lockDate
    }
}
