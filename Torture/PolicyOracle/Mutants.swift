package import SchoolServices

/// Tables with one mistake each: the trials must find every one.
package struct Mutant: Sendable {
    /// What was done to the table.
    package let name: String
    /// The only entity that it can be seen by.
    package let subject: PolicySubject
    package let table: PolicyTable
    /// Whether it is about a right to change what is seen: then everything is to be seen.
    package let looksThrough: Bool

    /// A line taken out, a cell widened to everything, a cell emptied, a condition taken out of a cell.
    package static func all(of subjects: [PolicySubject]) -> [Mutant] {
        subjects.flatMap { subject in
            var table = PolicyTable.standard
            table.remove(subject)
            return (isClosed(subject) ? [] : [Mutant("no \(subject)", subject, table)])
                + PolicyVerb.allCases.flatMap { verb in
                    PolicyTable.kinds.flatMap { kind in cells(subject, verb, kind) }
                }
        }
    }

    private static func cells(
        _ subject: PolicySubject,
        _ verb: PolicyVerb,
        _ kind: Caller.Kind
    ) -> [Mutant] {
        if impossible.contains(where: { $0 == (subject, verb) }) { return [] }
        let cell = PolicyTable.standard[subject, verb, kind]
        var others: [[PolicyCondition]] = []
        if cell != [.everything] { others.append([.everything]) }
        if !cell.isEmpty { others.append([]) }
        if cell.count > 1 {
            for condition in cell { others.append(cell.filter { $0 != condition }) }
        }
        return others.map { other in
            let looksThrough = verb != .read && subject != .externalRef
            var table = looksThrough ? seeing(subject) : .standard
            table.set(other, for: subject, verb, kind)
            let name = "\(kind) \(verb) \(subject): \(other) for \(cell)"
            return Mutant(name, subject, table, looksThrough: looksThrough)
        }
    }

    /// A table by which everybody sees everything of one kind.
    package static func seeing(_ subject: PolicySubject) -> PolicyTable {
        var table = PolicyTable.standard
        for kind in PolicyTable.kinds { table.set([.everything], for: subject, .read, kind) }
        return table
    }

    /// Such rows have no field that could change but those that hide them.
    private static let impossible: [(PolicySubject, PolicyVerb)] = [
        (.parentProfile, .update), (.externalRef, .update),
    ]

    private init(
        _ name: String,
        _ subject: PolicySubject,
        _ table: PolicyTable,
        looksThrough: Bool = false
    ) {
        self.name = name
        self.subject = subject
        self.table = table
        self.looksThrough = looksThrough
    }

    /// The entities that the trials know.
    package static let tried: [PolicySubject] = [
        .organization, .academicProgram, .user, .studentProfile, .parentProfile, .teacherProfile,
        .parentLink, .application, .externalRef, .course, .module, .lesson, .enrollment, .cohort,
        .cohortMember, .cohortSchedule, .lessonProgress, .group, .groupMembership,
        .attendanceSheet, .activityLog, .courseTeacher, .testSeries, .testSeriesItem,
        .groupTestSeries, .lessonHeld, .payment, .balanceEntry, .codingTopic, .codingTask,
        .codingTestCase, .codingSubmission, .codingProgress, .test, .testAnswerKey,
        .testAssignment, .testAttempt, .testResult, .lessonDiscussion, .forumPost, .forumReply,
        .legacyGroupMember,
    ]

    /// Whether the policy gives nobody anything of an entity, so that its line cannot be missed.
    package static func isClosed(_ subject: PolicySubject) -> Bool {
        PolicyVerb.allCases.allSatisfy { verb in
            PolicyTable.kinds.allSatisfy { PolicyTable.standard[subject, verb, $0].isEmpty }
        }
    }
}
