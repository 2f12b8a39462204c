internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension Judge {
    /// Whether a condition holds for what hangs on these anchors; narrow changes hold for no reading.
    func holds<View: Snapshot & ~Copyable>(
        _ condition: PolicyCondition,
        for anchors: Anchors,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        switch condition {
        case .everything: true
        case .ownRow, .ownTimeline: isCaller(anchors.person)
        case .author: isCaller(anchors.author)
        case .child, .childSummary: try isChild(anchors.person, in: view)
        case .gradedChild:
            anchors.facts.contains(.graded) ? try isChild(anchors.person, in: view) : false
        case .mateByName: try isMate(anchors.person, in: view)
        case .ownCourse: try teachesCourse(anchors, in: view)
        case .ownClass: try isCaller(cohort(anchors, in: view)?.tutor)
        case .ownGroup: try teachesGroup(anchors, in: view)
        case .ownStudent: try teaches(anchors.person, in: view)
        case .ownParent: try teachesChild(of: anchors.person, in: view)
        case .publishedCourse: try course(anchors, in: view)?.isPublished == true
        case .preview:
            anchors.facts.contains(.preview)
                ? try course(anchors, in: view)?.isPublished == true : false
        case .openCohort: try isOpen(anchors, in: view)
        case .memberOfCohort: try isInCohort(anchors.cohort, in: view)
        case .childInCohort: try hasChildInCohort(anchors.cohort, in: view)
        case .attending:
            try attends(anchors.cohort, in: view)
        case .enrolled: try isEnrolled(anchors.course, in: view)
        case .memberOfGroup: try isInGroup(anchors.group, in: view)
        case .childInGroup: try hasChildInGroup(anchors.group, in: view)
        case .paymentScope:
            settings.confinesPayments ? try teachesGroup(anchors, in: view) : true
        case .activeTask: anchors.facts.contains(.active)
        case .sampleCase: anchors.facts.contains([.active, .sample])
        case .assigned: anchors.facts.contains(.assigned)
        case .ofOwnSeries: anchors.facts.contains(.ofOwnSeries)
        default: false
        }
    }

    /// Whether a condition permits a change: one that says whose row it is must hold before and after.
    func permits<View: Snapshot & ~Copyable>(
        _ change: Change,
        by condition: PolicyCondition,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        let (old, new) = (change.old, change.new)
        switch condition {
        case .studentOrParent:
            return old?.facts.contains(.learner) ?? true && new?.facts.contains(.learner) ?? true
                && change.fields?.contains("passwordHash") != true
        case .ownContact:
            return isCaller(new?.person)
                && change.touchesOnly(["phone", "passwordHash", "mustChangePassword"])
        case .whilePending:
            return isCaller(new?.person) && old?.facts.contains(.pending) == true
                && new?.facts.contains(.pending) == true
        case .joinsOpenCohort:
            guard let new, isCaller(new.person) else { return false }
            return try isOpen(new, in: view)
        case .joinsOpenCourse:
            guard let new, isCaller(new.person), let course = try course(new, in: view) else {
                return false
            }
            return course.isPublished && course.isOpen
        case .ownStatus:
            return isCaller(new?.person) && new?.facts.contains(.ownChoice) == true
                && change.touchesOnly(["status", "leftAt", "lastActivityAt"])
        case .ownDrop:
            return isCaller(new?.person) && new?.facts.contains(.ownChoice) == true
                && change.touchesOnly(["status", "completedAt", "cohortId"])
        case .softly: return change.isSoft
        case .scoreOnly: return change.touchesOnly(["score", "status"])
        case .untilSubmitted:
            return isCaller(new?.person) && old?.facts.contains(.submitted) == false
                && new?.facts.contains(.graded) == false
                && change.fields?.contains("score") == false
        default: break
        }
        if let allowed = try permitsTalk(change, by: condition, in: view) { return allowed }
        for anchors in [old, new] {
            if let anchors, try !holds(condition, for: anchors, in: view) { return false }
        }
        return true
    }

    /// The narrow changes of discussions; nil where the condition is none of them.
    private func permitsTalk<View: Snapshot & ~Copyable>(
        _ change: Change,
        by condition: PolicyCondition,
        in view: borrowing View
    ) throws(ServiceError) -> Bool? {
        guard let new = change.new else { return nil }
        let isLocked = new.facts.contains(.locked) || change.old?.facts.contains(.locked) == true
        switch condition {
        case .teachingAuthor:
            return isCaller(new.author) ? try teachesCourse(new, in: view) : false
        case .activeAuthor:
            guard isCaller(new.author) else { return false }
            return try hasStatus([.active], in: new.cohort, view)
        case .activeAuthorUnlocked:
            guard !isLocked, isCaller(new.author) else { return false }
            return try hasStatus([.active], in: new.cohort, view)
        case .authorContent:
            return isCaller(new.author) && change.touchesOnly(["content", "title"])
        case .authorContentUnlocked:
            return !isLocked && isCaller(new.author) && change.touchesOnly(["content", "title"])
        case .authorPin:
            return settings.authorsPin && isCaller(new.author)
                && change.touchesOnly(["isPinned"])
        case .teacherContent:
            let isNarrow = change.touchesOnly(["content", "title", "isPinned", "isLocked"])
            return isNarrow ? try teachesCourse(new, in: view) : false
        default: return nil
        }
    }

    private func isOpen<View: Snapshot & ~Copyable>(
        _ anchors: Anchors,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        guard try cohort(anchors, in: view)?.isOpen == true else { return false }
        return try course(anchors, in: view)?.isPublished == true
    }
}
