package import SchoolServices

/// Tables with one mistake each: the trials must find every one.
package struct Mutant: Sendable {
    /// What was done to the table.
    package let name: String
    /// The only entity that it can be seen by.
    package let subject: PolicySubject
    package let table: PolicyTable

    /// A line taken out, a cell widened to everything, a cell emptied, a condition taken out of a cell.
    package static func all(of subjects: [PolicySubject]) -> [Mutant] {
        subjects.flatMap { subject in
            var table = PolicyTable.standard
            table.remove(subject)
            return [Mutant(name: "no \(subject)", subject: subject, table: table)]
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
        let cell = PolicyTable.standard[subject, verb, kind]
        var others: [[PolicyCondition]] = []
        if cell != [.everything] { others.append([.everything]) }
        if !cell.isEmpty { others.append([]) }
        if cell.count > 1 {
            for condition in cell { others.append(cell.filter { $0 != condition }) }
        }
        return others.map { other in
            var table = PolicyTable.standard
            table.set(other, for: subject, verb, kind)
            let name = "\(kind) \(verb) \(subject): \(other) for \(cell)"
            return Mutant(name: name, subject: subject, table: table)
        }
    }

    /// The entities that the trials know.
    package static let tried: [PolicySubject] = [
        .organization, .academicProgram, .user, .studentProfile, .parentProfile, .teacherProfile,
        .parentLink, .application, .externalRef, .course, .module, .lesson, .enrollment, .cohort,
        .cohortMember, .cohortSchedule, .lessonProgress, .group, .groupMembership,
        .attendanceSheet, .activityLog,
    ]
}
