internal import Records
package import SchoolModel

extension Sentences {
    // MARK: - Teachers

    package func sees(_ row: CourseTeacher) -> Sight {
        course(row.courseID).map { sees($0) } ?? .nothing
    }
    package func mayAdd(_ row: CourseTeacher) -> Bool { mayBuild(row.courseID) }
    package func mayChange(_ old: CourseTeacher, _ new: CourseTeacher) -> Bool {
        mayBuild(old.courseID) && mayBuild(new.courseID)
    }
    package func mayRemove(_ row: CourseTeacher) -> Bool { mayBuild(row.courseID) }

    // MARK: - Who speaks in a cohort

    private func teachesIn(_ id: ID<Cohort>) -> Bool {
        isTeacher && course(cohort(id)?.courseID).map(isMine) == true
    }

    private func isMember(of id: ID<Cohort>, _ statuses: [CohortMember.Status]) -> Bool {
        school.members.contains {
            $0.cohortID == id && $0.studentID == me.id && statuses.contains($0.status)
        }
    }

    /// Admins, the teachers of the course, and students who take or have taken part.
    private func hears(_ id: ID<Cohort>) -> Bool {
        guard isHome(cohort(id)?.organizationID) else { return false }
        return isAdmin || teachesIn(id) || isStudent && isMember(of: id, [.active, .completed])
    }

    /// Everybody speaks in their own name: teachers of the course, and students who take part.
    private func speaks(_ id: ID<Cohort>, as author: ID<User>) -> Bool {
        guard author == me.id, isHome(cohort(id)?.organizationID) else { return false }
        return teachesIn(id) || isStudent && isMember(of: id, [.active])
    }

    private func maySilence(_ id: ID<Cohort>, _ author: ID<User>) -> Bool {
        guard isHome(cohort(id)?.organizationID), !isParent else { return false }
        return isAdmin || author == me.id || teachesIn(id)
    }

    /// Whether what somebody said may be changed in my organisation, by others than admins and parents.
    private func mayEdit(in id: ID<Cohort>) -> Bool {
        isHome(cohort(id)?.organizationID) && (isTeacher || isStudent)
    }

    // MARK: - Lessons

    package func sees(_ row: LessonDiscussion) -> Sight { hears(row.cohortID) ? .all : .nothing }
    package func mayAdd(_ row: LessonDiscussion) -> Bool { speaks(row.cohortID, as: row.userID) }
    package func mayChange(_ old: LessonDiscussion, _ new: LessonDiscussion) -> Bool {
        guard mayEdit(in: old.cohortID) else { return false }
        let isText = !differ(old, new) { row, old in row.content = old.content }
        let isPin = !differ(old, new) { row, old in row.isPinned = old.isPinned }
        let isBoth = !differ(old, new) { row, old in
            row.content = old.content
            row.isPinned = old.isPinned
        }
        if old.userID == me.id, isText || isPin && authorsPin { return true }
        return teachesIn(old.cohortID) && isBoth
    }
    package func mayRemove(_ row: LessonDiscussion) -> Bool { maySilence(row.cohortID, row.userID) }

    // MARK: - Forums

    package func sees(_ row: ForumPost) -> Sight { hears(row.cohortID) ? .all : .nothing }
    package func mayAdd(_ row: ForumPost) -> Bool { speaks(row.cohortID, as: row.userID) }
    package func mayChange(_ old: ForumPost, _ new: ForumPost) -> Bool {
        guard mayEdit(in: old.cohortID) else { return false }
        let isText = !differ(old, new) { row, old in
            row.title = old.title
            row.content = old.content
        }
        if old.userID == me.id, !old.isLocked, isText { return true }
        let isKeeping = !differ(old, new) { row, old in
            row.title = old.title
            row.content = old.content
            row.isPinned = old.isPinned
            row.isLocked = old.isLocked
        }
        return teachesIn(old.cohortID) && isKeeping
    }
    package func mayRemove(_ row: ForumPost) -> Bool { maySilence(row.cohortID, row.userID) }

    package func sees(_ row: ForumReply) -> Sight { hears(row.cohortID) ? .all : .nothing }
    package func mayAdd(_ row: ForumReply) -> Bool {
        let isLocked = school.forum.contains { $0.id == row.forumPostID && $0.isLocked }
        return speaks(row.cohortID, as: row.userID) && (isTeacher || !isLocked)
    }
    package func mayChange(_ old: ForumReply, _ new: ForumReply) -> Bool {
        guard mayEdit(in: old.cohortID) else { return false }
        let isText = !differ(old, new) { row, old in row.content = old.content }
        return isText && (old.userID == me.id || teachesIn(old.cohortID))
    }
    package func mayRemove(_ row: ForumReply) -> Bool { maySilence(row.cohortID, row.userID) }

    // MARK: - What is nobody's

    package func sees(_ row: LegacyGroupMember) -> Sight {
        seesHome && isHome(course(row.courseID)?.organizationID) ? .all : .nothing
    }
    /// Admins read none of them, and are told how far those of their people have become enrollments.
    package func isAudited(_ row: LegacyGroupMember) -> Bool {
        isAdmin && isHome(person(row.userID)?.organizationID)
    }
    package func mayAdd(_ row: LegacyGroupMember) -> Bool { false }
    package func mayChange(_ old: LegacyGroupMember, _ new: LegacyGroupMember) -> Bool { false }
    package func mayRemove(_ row: LegacyGroupMember) -> Bool { false }
}
