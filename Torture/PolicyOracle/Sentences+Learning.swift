internal import Records
package import SchoolModel

extension Sentences {
    // MARK: - Courses

    package func sees(_ row: Course) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        return isAdmin || row.isPublished || isTeacher && isMine(row) ? .all : .nothing
    }
    package func mayAdd(_ row: Course) -> Bool {
        isHome(row.organizationID) && (isAdmin || isTeacher)
    }
    package func mayChange(_ old: Course, _ new: Course) -> Bool {
        mayRemove(old) && mayRemove(new)
    }
    package func mayRemove(_ row: Course) -> Bool {
        isHome(row.organizationID) && (isAdmin || isTeacher && isMine(row))
    }

    /// Whether I may change what a course is made of.
    func mayBuild(_ id: ID<Course>?) -> Bool {
        guard let course = course(id), isHome(course.organizationID) else { return false }
        return isAdmin || isTeacher && isMine(course)
    }

    package func sees(_ row: Module) -> Sight { course(row.courseID).map { sees($0) } ?? .nothing }
    package func mayAdd(_ row: Module) -> Bool { mayBuild(row.courseID) }
    package func mayChange(_ old: Module, _ new: Module) -> Bool { mayBuild(old.courseID) }
    package func mayRemove(_ row: Module) -> Bool { mayBuild(row.courseID) }

    /// A lesson is for those who have enrolled, unless it is a preview of a published course.
    package func sees(_ row: Lesson) -> Sight {
        guard let course = course(row.courseID), isHome(course.organizationID) else {
            return .nothing
        }
        if mayBuild(course.id) { return .all }
        if row.isPreview, course.isPublished { return .all }
        let isEnrolled = school.enrollments.contains {
            $0.studentID == me.id && $0.courseID == course.id
                && [.active, .paused, .completed].contains($0.status)
        }
        return isStudent && isEnrolled ? .all : .nothing
    }
    package func mayAdd(_ row: Lesson) -> Bool { mayBuild(row.courseID) }
    package func mayChange(_ old: Lesson, _ new: Lesson) -> Bool { mayBuild(old.courseID) }
    package func mayRemove(_ row: Lesson) -> Bool { mayBuild(row.courseID) }

    // MARK: - Enrollments

    package func sees(_ row: Enrollment) -> Sight {
        guard isHome(person(row.studentID)?.organizationID) else { return .nothing }
        switch me.role {
        case .admin: return .all
        case .teacher: return course(row.courseID).map(isMine) == true ? .all : .nothing
        case .student: return row.studentID == me.id ? .all : .nothing
        case .parent: return children.contains(row.studentID) ? .all : .nothing
        }
    }
    package func mayAdd(_ row: Enrollment) -> Bool {
        guard isHome(person(row.studentID)?.organizationID), let course = course(row.courseID)
        else { return false }
        switch me.role {
        case .admin: return true
        case .teacher: return isMine(course)
        case .student:
            return row.studentID == me.id && course.isPublished
                && course.enrollmentType != .cohortOnly
        case .parent: return false
        }
    }
    package func mayChange(_ old: Enrollment, _ new: Enrollment) -> Bool {
        if mayRemove(old) { return true }
        guard isStudent, old.studentID == me.id, new.status == .dropped,
            isHome(me.organizationID)
        else { return false }
        return !differ(old, new) { row, old in
            row.status = old.status
            row.completedAt = old.completedAt
            row.cohortID = old.cohortID
        }
    }
    package func mayRemove(_ row: Enrollment) -> Bool {
        guard isHome(person(row.studentID)?.organizationID) else { return false }
        return isAdmin || isTeacher && course(row.courseID).map(isMine) == true
    }

    // MARK: - Cohorts

    package func sees(_ row: Cohort) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        switch me.role {
        case .admin: return .all
        case .teacher: return myCohorts.contains(row.id) ? .all : .nothing
        case .student:
            return isOpen(row) || cohorts(of: [me.id]).contains(row.id) ? .all : .nothing
        case .parent:
            return isOpen(row) || cohorts(of: children).contains(row.id) ? .all : .nothing
        }
    }
    private func mayRun(_ row: Cohort) -> Bool {
        guard isHome(row.organizationID) else { return false }
        if isAdmin { return true }
        guard isTeacher else { return false }
        switch row.kind {
        case .class: return row.tutorID == me.id
        case .course: return course(row.courseID).map(isMine) == true
        }
    }
    package func mayAdd(_ row: Cohort) -> Bool { mayRun(row) }
    package func mayChange(_ old: Cohort, _ new: Cohort) -> Bool { mayRun(old) && mayRun(new) }
    package func mayRemove(_ row: Cohort) -> Bool { mayRun(row) }

    /// Whether I may change what a cohort is made of.
    private func mayRun(_ id: ID<Cohort>) -> Bool { cohort(id).map { mayRun($0) } ?? false }

    package func sees(_ row: CohortMember) -> Sight {
        guard isHome(cohort(row.cohortID)?.organizationID) else { return .nothing }
        switch me.role {
        case .admin, .teacher: return mayRun(row.cohortID) ? .all : .nothing
        case .student: return row.studentID == me.id ? .all : .nothing
        case .parent: return children.contains(row.studentID) ? .all : .nothing
        }
    }
    package func mayAdd(_ row: CohortMember) -> Bool {
        if mayRun(row.cohortID) { return true }
        guard isStudent, row.studentID == me.id, let cohort = cohort(row.cohortID) else {
            return false
        }
        return isHome(cohort.organizationID) && isOpen(cohort)
    }
    package func mayChange(_ old: CohortMember, _ new: CohortMember) -> Bool {
        if mayRun(old.cohortID) { return true }
        guard isStudent, old.studentID == me.id, new.status != .completed,
            isHome(cohort(old.cohortID)?.organizationID)
        else { return false }
        return !differ(old, new) { row, old in
            row.status = old.status
            row.leftAt = old.leftAt
            row.lastActivityAt = old.lastActivityAt
        }
    }
    package func mayRemove(_ row: CohortMember) -> Bool { mayRun(row.cohortID) }

    package func sees(_ row: CohortSchedule) -> Sight {
        guard isHome(cohort(row.cohortID)?.organizationID) else { return .nothing }
        switch me.role {
        case .admin, .teacher: return mayRun(row.cohortID) ? .all : .nothing
        case .student: return cohorts(of: [me.id]).contains(row.cohortID) ? .all : .nothing
        case .parent: return cohorts(of: children).contains(row.cohortID) ? .all : .nothing
        }
    }
    package func mayAdd(_ row: CohortSchedule) -> Bool { mayRun(row.cohortID) }
    package func mayChange(_ old: CohortSchedule, _ new: CohortSchedule) -> Bool {
        mayRun(old.cohortID)
    }
    package func mayRemove(_ row: CohortSchedule) -> Bool { mayRun(row.cohortID) }

    // MARK: - Progress

    package func sees(_ row: LessonProgress) -> Sight {
        guard isHome(person(row.userID)?.organizationID) else { return .nothing }
        switch me.role {
        case .admin: return .all
        case .teacher:
            let lesson = school.lessons.first { $0.id == row.lessonID }
            return course(lesson?.courseID).map(isMine) == true ? .all : .nothing
        case .student: return row.userID == me.id ? .all : .nothing
        case .parent: return children.contains(row.userID) ? .all : .nothing
        }
    }
    package func mayAdd(_ row: LessonProgress) -> Bool {
        guard isHome(person(row.userID)?.organizationID) else { return false }
        return isAdmin || isStudent && row.userID == me.id
    }
    package func mayChange(_ old: LessonProgress, _ new: LessonProgress) -> Bool {
        isStudent && old.userID == me.id && isHome(me.organizationID)
    }
    package func mayRemove(_ row: LessonProgress) -> Bool {
        isAdmin && isHome(person(row.userID)?.organizationID)
    }
}
