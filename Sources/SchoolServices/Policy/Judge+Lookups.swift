public import Engine
public import Records
public import SchoolModel
internal import Storage

// What the conditions look up, each once for a request.
extension Judge {
    func isCaller(_ person: ID<User>?) -> Bool { person != nil && person == caller.user }

    /// An answer, remembered.
    func answer(
        _ question: Question,
        _ find: () throws(ServiceError) -> Bool
    ) throws(ServiceError) -> Bool {
        if let known = answers[question] { return known }
        let found = try find()
        answers[question] = found
        return found
    }

    // MARK: - Facts

    /// The course of a row, its own or that of its cohort.
    func course<View: Snapshot & ~Copyable>(
        _ anchors: Anchors,
        in view: borrowing View
    ) throws(ServiceError) -> CourseFacts? {
        if let own = anchors.own.course { return own }
        guard let id = anchors.course else {
            guard let id = try cohort(anchors, in: view)?.course else { return nil }
            return try course(id, in: view)
        }
        return try course(id, in: view)
    }

    private func course<View: Snapshot & ~Copyable>(
        _ id: ID<Course>,
        in view: borrowing View
    ) throws(ServiceError) -> CourseFacts? {
        if let known = courses[id] { return known }
        let facts = try view.found(id).map { CourseFacts($0) }
        courses[id] = facts
        return facts
    }

    func cohort<View: Snapshot & ~Copyable>(
        _ anchors: Anchors,
        in view: borrowing View
    ) throws(ServiceError) -> CohortFacts? {
        if let own = anchors.own.cohort { return own }
        guard let id = anchors.cohort else { return nil }
        if let known = cohorts[id] { return known }
        let facts = try view.found(id).map { CohortFacts($0, on: today) }
        cohorts[id] = facts
        return facts
    }

    func group<View: Snapshot & ~Copyable>(
        _ anchors: Anchors,
        in view: borrowing View
    ) throws(ServiceError) -> GroupFacts? {
        if let own = anchors.own.group { return own }
        guard let id = anchors.group else { return nil }
        if let known = groups[id] { return known }
        let facts = try view.found(id).map { GroupFacts($0) }
        groups[id] = facts
        return facts
    }

    // MARK: - Teachers

    /// Whether the caller owns the course of a row, or teaches it beside its owner.
    func teachesCourse<View: Snapshot & ~Copyable>(
        _ anchors: Anchors,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        if try isCaller(course(anchors, in: view)?.owner) { return true }
        var id = anchors.course
        if id == nil { id = try cohort(anchors, in: view)?.course }
        guard let id, let me = caller.user else { return false }
        return try answer(.teachesCourse(id)) { () throws(ServiceError) in
            try view.row(like: CourseTeacher(courseID: id, userID: me)) != nil
        }
    }

    /// Whether the caller leads the group of a row, or is an active teacher in it.
    func teachesGroup<View: Snapshot & ~Copyable>(
        _ anchors: Anchors,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        if try isCaller(group(anchors, in: view)?.teacher) { return true }
        guard let id = anchors.group, let me = caller.user else { return false }
        return try answer(.teachesGroup(id)) { () throws(ServiceError) in
            try view.membership(of: me, in: id, as: .teacher)?.isActive == true
        }
    }

    /// Whether a person is, or was, a student of the caller's groups, courses or classes.
    func teaches<View: Snapshot & ~Copyable>(
        _ person: ID<User>?,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let person else { return false }
        return try answer(.teaches(person)) { () throws(ServiceError) in
            try teachesNow(person, in: view)
        }
    }

    private func teachesNow<View: Snapshot & ~Copyable>(
        _ person: ID<User>,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        for row in try view.memberships(of: person, as: .student) {
            let anchors = Anchors(.group, group: row.groupID)
            if try isAtHome(anchors, in: view), try teachesGroup(anchors, in: view) { return true }
        }
        for row in try view.rows(of: Enrollment.self, under: Key(Enrollment.place, owner: person)) {
            let anchors = Anchors(.course, course: row.courseID)
            if try isAtHome(anchors, in: view), try teachesCourse(anchors, in: view) { return true }
        }
        for row in try view.members(of: person) {
            let anchors = Anchors(.cohort, cohort: row.cohortID)
            guard try isAtHome(anchors, in: view) else { continue }
            if try isCaller(cohort(anchors, in: view)?.tutor) { return true }
        }
        return false
    }

    /// Whether the caller teaches a child of somebody.
    func teachesChild<View: Snapshot & ~Copyable>(
        of parent: ID<User>?,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let parent else { return false }
        for link in try view.links(of: parent) where try teaches(link.studentID, in: view) {
            return true
        }
        return false
    }

    // MARK: - Parents

    /// Whether a person is a child of the caller, and not deleted.
    func isChild<View: Snapshot & ~Copyable>(
        _ person: ID<User>?,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let person, let me = caller.user else { return false }
        return try answer(.isChild(person)) { () throws(ServiceError) in
            guard try view.link(of: me, to: person) != nil else { return false }
            return try view.found(person.cast(to: StudentProfile.self))?.isDeleted == false
        }
    }

    /// The caller's children who are not deleted.
    func children<View: Snapshot & ~Copyable>(
        in view: borrowing View
    ) throws(ServiceError) -> [ID<User>] {
        guard let me = caller.user else { return [] }
        var children: [ID<User>] = []
        for link in try view.links(of: me) where try isChild(link.studentID, in: view) {
            children.append(link.studentID)
        }
        return children
    }

    func hasChildInCohort<View: Snapshot & ~Copyable>(
        _ cohort: ID<Cohort>?,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let cohort else { return false }
        return try answer(.hasChildInCohort(cohort)) { () throws(ServiceError) in
            for child in try children(in: view) {
                let member = try view.member(of: cohort, student: child)
                if let member, member.status != .dropped { return true }
            }
            return false
        }
    }

    func hasChildInGroup<View: Snapshot & ~Copyable>(
        _ group: ID<Group>?,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let group else { return false }
        return try answer(.hasChildInGroup(group)) { () throws(ServiceError) in
            for child in try children(in: view)
            where try view.membership(of: child, in: group, as: .student)?.isActive == true {
                return true
            }
            return false
        }
    }

    // MARK: - Students

    func isInCohort<View: Snapshot & ~Copyable>(
        _ cohort: ID<Cohort>?,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let cohort else { return false }
        return try answer(.isInCohort(cohort)) { () throws(ServiceError) in
            try hasStatus([.active, .paused, .completed], in: cohort, view)
        }
    }

    /// Whether the caller is an active or completed member of a cohort.
    func attends<View: Snapshot & ~Copyable>(
        _ cohort: ID<Cohort>?,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let cohort else { return false }
        return try answer(.attends(cohort)) { () throws(ServiceError) in
            try hasStatus([.active, .completed], in: cohort, view)
        }
    }

    /// Whether the caller is a member of a cohort with one of these statuses.
    func hasStatus<View: Snapshot & ~Copyable>(
        _ statuses: [CohortMember.Status],
        in cohort: ID<Cohort>?,
        _ view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let cohort, let me = caller.user else { return false }
        guard let member = try view.member(of: cohort, student: me) else { return false }
        return statuses.contains(member.status)
    }

    func isInGroup<View: Snapshot & ~Copyable>(
        _ group: ID<Group>?,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let group, let me = caller.user else { return false }
        return try answer(.isInGroup(group)) { () throws(ServiceError) in
            try view.membership(of: me, in: group, as: .student)?.isActive == true
        }
    }

    func isEnrolled<View: Snapshot & ~Copyable>(
        _ course: ID<Course>?,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let course, let me = caller.user else { return false }
        return try answer(.isEnrolled(course)) { () throws(ServiceError) in
            guard let row = try view.enrollment(of: me, in: course) else { return false }
            return row.status != .dropped && row.status != .inactive
        }
    }

    /// Whether a person is in a group or a cohort that the caller is in.
    func isMate<View: Snapshot & ~Copyable>(
        _ person: ID<User>?,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let person, let me = caller.user else { return false }
        return try answer(.isMate(person)) { () throws(ServiceError) in
            for mine in try view.memberships(of: me, as: .student) where mine.isActive {
                for role in [GroupMembership.Role.student, .teacher]
                where try view.membership(of: person, in: mine.groupID, as: role)?.isActive == true
                {
                    return true
                }
            }
            for mine in try view.members(of: me) where mine.status != .dropped {
                let other = try view.member(of: mine.cohortID, student: person)
                if let other, other.status != .dropped { return true }
            }
            return false
        }
    }
}

// MARK: - Names of other systems

extension Judge {
    /// Whether the row that another system has a name for can be seen, or changed.
    func sees<View: Snapshot & ~Copyable>(
        _ ref: ExternalRef,
        by verb: PolicyVerb,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        let cell = table[.externalRef, verb, caller.kind]
        if cell.contains(.everything) { return true }
        guard cell.contains(.namedRow) else { return false }
        return try sees(ref.rowID, of: ref.entity, by: verb, in: view)
    }

    /// Whether a row with a name elsewhere can be seen as it is.
    public func sees<View: Snapshot & ~Copyable>(
        _ id: ID<AnyRow>,
        of kind: EntityKind,
        in view: borrowing View
    ) throws(ServiceError) -> Bool { try sees(id, of: kind, by: .read, in: view) }

    private func sees<View: Snapshot & ~Copyable>(
        _ id: ID<AnyRow>,
        of kind: EntityKind,
        by verb: PolicyVerb,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        switch kind {
        case .organization: return try sees(id.cast(to: Organization.self), by: verb, in: view)
        case .academicProgram:
            return try sees(id.cast(to: AcademicProgram.self), by: verb, in: view)
        case .user: return try sees(id.cast(to: User.self), by: verb, in: view)
        case .course: return try sees(id.cast(to: Course.self), by: verb, in: view)
        case .module: return try sees(id.cast(to: Module.self), by: verb, in: view)
        case .lesson: return try sees(id.cast(to: Lesson.self), by: verb, in: view)
        case .enrollment: return try sees(id.cast(to: Enrollment.self), by: verb, in: view)
        case .cohort: return try sees(id.cast(to: Cohort.self), by: verb, in: view)
        case .cohortMember: return try sees(id.cast(to: CohortMember.self), by: verb, in: view)
        case .cohortSchedule: return try sees(id.cast(to: CohortSchedule.self), by: verb, in: view)
        case .lessonProgress: return try sees(id.cast(to: LessonProgress.self), by: verb, in: view)
        case .group: return try sees(id.cast(to: Group.self), by: verb, in: view)
        case .groupMembership:
            return try sees(id.cast(to: GroupMembership.self), by: verb, in: view)
        case .parentLink: return try sees(id.cast(to: ParentLink.self), by: verb, in: view)
        case .application: return try sees(id.cast(to: Application.self), by: verb, in: view)
        case .activityLog: return try sees(id.cast(to: ActivityLog.self), by: verb, in: view)
        default: return try seesWork(id, of: kind, by: verb, in: view)
        }
    }

    /// Whether the row with an id is there for the caller, and may be changed as it is.
    func sees<Row: Guarded, View: Snapshot & ~Copyable>(
        _ id: ID<Row>,
        by verb: PolicyVerb,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard let row = try view.found(id) else { return false }
        guard try visibility(of: row, in: view) == .wholly else { return false }
        return verb == .read ? true : try permitsChange(of: row, in: view)
    }
}

// MARK: - Rows of a person

extension Snapshot where Self: ~Copyable {
    /// A person's memberships of groups in a role.
    borrowing func memberships(
        of person: ID<User>,
        as role: GroupMembership.Role
    ) throws(ServiceError) -> [GroupMembership] {
        var prefix = Key(GroupMembership.ByUserRoleAndGroup.place, owner: person)
        prefix.append(byte: role.rawValue)
        return try rows(through: GroupMembership.ByUserRoleAndGroup.self, under: prefix)
    }

    /// A person's memberships of cohorts.
    borrowing func members(of person: ID<User>) throws(ServiceError) -> [CohortMember] {
        let place = CohortMember.ByStudentAndCohort.place
        return try rows(
            through: CohortMember.ByStudentAndCohort.self,
            under: Key(place, owner: person)
        )
    }

    /// A person's links to children.
    borrowing func links(of parent: ID<User>) throws(ServiceError) -> [ParentLink] {
        try rows(of: ParentLink.self, under: Key(ParentLink.place, owner: parent))
    }
}
