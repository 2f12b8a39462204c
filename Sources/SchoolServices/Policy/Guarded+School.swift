public import Engine
internal import Records
public import SchoolModel

// What the rows of the school hang on, for the policy.

extension Organization: Guarded {
    public static let subject = PolicySubject.organization

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.organization(id)) }
}

extension AcademicProgram: Guarded {
    public static let subject = PolicySubject.academicProgram

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.organization(organizationID)) }
}

// MARK: - People

extension User: Guarded {
    public static let subject = PolicySubject.user

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(
            .organization(organizationID),
            person: id,
            facts: role == .student || role == .parent ? .learner : []
        )
    }
}

extension StudentProfile: Guarded {
    public static let subject = PolicySubject.studentProfile

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(.organization(organizationID), person: id.cast(to: User.self))
    }
}

extension ParentProfile: Guarded {
    public static let subject = PolicySubject.parentProfile

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.person, person: id.cast(to: User.self)) }
}

extension TeacherProfile: Guarded {
    public static let subject = PolicySubject.teacherProfile

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.person, person: id.cast(to: User.self)) }
}

extension ParentLink: Guarded {
    public static let subject = PolicySubject.parentLink

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(.organization(organizationID), person: studentID, author: parentID)
    }
}

extension Application: Guarded {
    public static let subject = PolicySubject.application

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(.person, person: userID, facts: status == .pending ? .pending : [])
    }
}

// MARK: - Courses

extension Course: Guarded {
    public static let subject = PolicySubject.course

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        var anchors = Anchors(.organization(organizationID), author: createdBy, course: id)
        anchors.own.course = CourseFacts(self)
        return anchors
    }
}

extension Module: Guarded {
    public static let subject = PolicySubject.module

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.course, course: courseID) }
}

extension Lesson: Guarded {
    public static let subject = PolicySubject.lesson

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(.course, course: courseID, facts: isPreview ? .preview : [])
    }
}

extension Enrollment: Guarded {
    public static let subject = PolicySubject.enrollment

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(
            .person,
            person: studentID,
            course: courseID,
            cohort: cohortID,
            facts: status == .dropped ? .ownChoice : []
        )
    }
}

// MARK: - Cohorts

extension Cohort: Guarded {
    public static let subject = PolicySubject.cohort

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        var anchors = Anchors(.organization(organizationID), course: courseID, cohort: id)
        anchors.own.cohort = CohortFacts(self, on: judge.today)
        return anchors
    }
}

extension CohortMember: Guarded {
    public static let subject = PolicySubject.cohortMember

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(
            .cohort,
            person: studentID,
            course: courseID,
            cohort: cohortID,
            facts: status == .completed ? [] : .ownChoice
        )
    }
}

extension CohortSchedule: Guarded {
    public static let subject = PolicySubject.cohortSchedule

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.cohort, course: courseID, cohort: cohortID) }
}

extension LessonProgress: Guarded {
    public static let subject = PolicySubject.lessonProgress

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        let course = try view.found(lessonID)?.courseID
        return Anchors(.person, person: userID, course: course, cohort: cohortID)
    }
}

// MARK: - Groups

extension Group: Guarded {
    public static let subject = PolicySubject.group

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        var anchors = Anchors(.organization(organizationID), group: id)
        anchors.own.group = GroupFacts(self)
        return anchors
    }
}

extension GroupMembership: Guarded {
    public static let subject = PolicySubject.groupMembership

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors { Anchors(.group, person: userID, group: groupID) }
}

extension AttendanceSheet: Guarded {
    public static let subject = PolicySubject.attendanceSheet

    /// Of the register as a whole, or of the one mark that it holds: whose marks are seen is asked of each
    /// line, as of a register that holds nothing else.
    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(.group, person: marks.count == 1 ? marks[0].studentID : nil, group: groupID)
    }
}

extension ActivityLog: Guarded {
    public static let subject = PolicySubject.activityLog

    public func anchors<View: Snapshot & ~Copyable>(
        in view: borrowing View,
        for judge: Judge
    ) throws(ServiceError) -> Anchors {
        Anchors(
            .organization(organizationID),
            person: studentID ?? userID,
            author: performedBy,
            course: courseID,
            cohort: cohortID,
            group: groupID
        )
    }
}
