internal import Collation
internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

// What makes each finding of the school's check right.
extension WriteScope where Transaction: ~Copyable {
    /// Makes one finding right; false where what it follows from is itself wrong.
    mutating func mend(_ finding: SchoolFinding, as context: Context) throws(ServiceError) -> Bool {
        switch finding.rule {
        case "text.folded", "text.sort_key": return try renewTexts(of: finding, context.collator)
        case "ref.dangling":
            guard let kind = EntityKind.allCases.first(where: { "\($0.name)" == finding.entity })
            else { return false }
            return try removeRefs(of: kind, id: ID(finding.id)) > 0
        case "attendance.empty", "attendance.orphan": return try mendSheet(finding)
        case "cohort.status_stale":
            let today = context.today(at: now)
            return try renewed(ID<Cohort>(finding.id)) { _, row in
                row.status = row.status(on: today)
                return true
            }
        case "group.display_name":
            return try renewed(ID<Group>(finding.id)) { _, row in
                row.displayName = GroupDraft(row).automaticName
                return true
            }
        case "membership.null_enrolled_at":
            return try renewed(ID<GroupMembership>(finding.id)) { _, row in
                row.enrolledAt = row.stamps.createdAt
                return true
            }
        default: return try mendCopy(finding)
        }
    }

    /// Copies and counters, from the rows that they follow from.
    private mutating func mendCopy(_ finding: SchoolFinding) throws(ServiceError) -> Bool {
        switch finding.rule {
        case "member.copy", "counter.completed_lessons", "counter.discussion_posts",
            "counter.forum_posts":
            return try mendMember(ID(finding.id))
        case "counter.progress_percentage":
            return try renewed(ID<Enrollment>(finding.id)) { scope, row throws(ServiceError) in
                let lessons = try scope.lessons(in: row.courseID)
                row.progressPercentage = try scope.percentage(of: row.studentID, in: lessons)
                return true
            }
        case "schedule.copy":
            return try renewed(ID<CohortSchedule>(finding.id)) { scope, row throws(ServiceError) in
                guard let module = try scope.found(row.moduleID) else { return false }
                row.title = module.title
                row.orderIndex = module.orderIndex
                row.courseID = module.courseID
                return true
            }
        case "lesson.copy":
            return try renewed(ID<Lesson>(finding.id)) { scope, row throws(ServiceError) in
                guard let module = try scope.found(row.moduleID) else { return false }
                row.courseID = module.courseID
                return true
            }
        case "profile.copy", "balance.mismatch":
            return try renewed(ID<StudentProfile>(finding.id)) { scope, row throws(ServiceError) in
                guard let user = try scope.found(row.id.cast(to: User.self)) else { return false }
                row.foldedName = user.foldedName
                row.organizationID = user.organizationID
                let ledger = try scope.ledger(of: user.id)
                row.balance = Money(hundredths: ledger.reduce(0) { $0 &+ $1.delta.hundredths })
                return true
            }
        case "reply.copy":
            return try renewed(ID<ForumReply>(finding.id)) { scope, row throws(ServiceError) in
                guard let post = try scope.found(row.forumPostID) else { return false }
                row.cohortID = post.cohortID
                return true
            }
        default: return try mendWork(finding)
        }
    }

    /// What follows from what was handed in, and from who is a member.
    private mutating func mendWork(_ finding: SchoolFinding) throws(ServiceError) -> Bool {
        switch finding.rule {
        case "codingprogress.stale":
            return try renewed(ID<CodingProgress>(finding.id)) { scope, row throws(ServiceError) in
                var derived = CodingProgress(studentID: row.studentID, taskID: row.taskID)
                for submission in try scope.submissions(of: row.studentID, at: row.taskID) {
                    derived.note(submission)
                }
                (row.status, row.score) = (derived.status, derived.score)
                return true
            }
        case "codingprogress.missing":
            guard let row = try found(ID<CodingSubmission>(finding.id)) else { return false }
            var derived = CodingProgress(studentID: row.studentID, taskID: row.taskID)
            // One of several submissions: the first finding has made it.
            if try self.row(like: derived) != nil { return true }
            for submission in try submissions(of: row.studentID, at: row.taskID) {
                derived.note(submission)
            }
            try insertDerived(&derived)
            return true
        case SchoolRule.placeholder:
            guard let member = try found(ID<CohortMember>(finding.id)),
                let user = try found(member.studentID)
            else { return false }
            if try application(of: user.id) != nil { return true }
            var row = Application(
                userID: user.id,
                program: .bootcamp,
                status: .approved,
                name: "Unknown",
                email: user.email.text
            )
            try insertDerived(&row)
            return true
        default: return false
        }
    }

    private mutating func mendMember(_ id: ID<CohortMember>) throws(ServiceError) -> Bool {
        try renewed(id) { scope, row throws(ServiceError) in
            guard let user = try scope.found(row.studentID),
                let cohort = try scope.found(row.cohortID)
            else { return false }
            row.fullName = user.fullName
            row.email = user.email.text
            row.courseID = cohort.courseID
            let progress = try scope.rows(
                through: LessonProgress.ByCohortUserAndLesson.self,
                under: Key(
                    LessonProgress.ByCohortUserAndLesson.place,
                    owner: row.cohortID,
                    row.studentID
                )
            )
            row.completedLessons = progress.count(where: \.completed)
            (row.discussionPosts, row.forumPosts) = try scope.posts(of: user.id, in: cohort.id)
            return true
        }
    }

    /// A register without marks goes, and so does a mark of somebody who is gone.
    private mutating func mendSheet(_ finding: SchoolFinding) throws(ServiceError) -> Bool {
        guard let day = finding.lessonDate, let old = try sheet(of: ID(finding.id), on: day) else {
            return false
        }
        var sheet = old
        if let student = finding.studentID { _ = sheet.removeMark(of: ID(student)) }
        if sheet.marks.isEmpty {
            try deleteDerived(old)
        } else {
            try updateDerived(old, to: &sheet)
        }
        return true
    }

    /// Changes a row as `edit` says; false where there is none, or `edit` cannot tell.
    private mutating func renewed<E: Entity>(
        _ id: ID<E>,
        _ edit: (borrowing Self, inout E) throws(ServiceError) -> Bool
    ) throws(ServiceError) -> Bool {
        guard let old = try found(id) else { return false }
        var row = old
        guard try edit(self, &row) else { return false }
        try updateDerived(old, to: &row)
        return true
    }

    /// Folded and sorted forms, as the collator makes them today.
    private mutating func renewTexts(
        of finding: SchoolFinding,
        _ collator: Collator
    ) throws(ServiceError) -> Bool {
        let id = finding.id
        switch finding.entity {
        case "academicProgram":
            return try renewed(ID<AcademicProgram>(id)) { $1.renewTexts(by: collator) }
        case "course": return try renewed(ID<Course>(id)) { $1.renewTexts(by: collator) }
        case "cohort": return try renewed(ID<Cohort>(id)) { $1.renewTexts(by: collator) }
        case "group": return try renewed(ID<Group>(id)) { $1.renewTexts(by: collator) }
        case "codingTopic": return try renewed(ID<CodingTopic>(id)) { $1.renewTexts(by: collator) }
        case "payment": return try renewed(ID<Payment>(id)) { $1.renewTexts(by: collator) }
        case "user": return try renewed(ID<User>(id)) { $1.renewTexts(by: collator) }
        default: return false
        }
    }
}
