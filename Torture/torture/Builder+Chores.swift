import Oracle
import Records
import SchoolModel

/// One verb on one row of some table.
enum Chore: CaseIterable {
    case organization, program, user, studentProfile, parentProfile, teacherProfile, parentLink
    case application, course, module, lesson, enrollment, cohort, member, schedule, progress
    case group, membership, sheet, externalRef

    /// How many rows the table is kept at.
    var target: Int {
        switch self {
        case .organization: 40
        case .program: 60
        case .user: 1200
        case .studentProfile: 500
        case .parentProfile: 80
        case .teacherProfile: 80
        case .parentLink, .application: 400
        case .course: 80
        case .module: 300
        case .lesson: 900
        case .enrollment: 2500
        case .cohort: 160
        case .member: 3000
        case .schedule: 700
        case .progress: 4000
        case .group: 150
        case .membership: 2000
        case .sheet: 900
        case .externalRef: 600
        }
    }
}

/// What is done to a row.
enum Verb { case insert, update, delete }

extension Builder {
    /// One chore; returns its name.
    func chore() -> String {
        let chore: Chore = dice.pick()
        switch chore {
        case .organization: return run(chore, organization, change)
        case .program: return run(chore, program, change)
        case .user: return run(chore, { self.user() }, change)
        case .studentProfile: return run(chore, studentProfile, change)
        case .parentProfile: return run(chore, parentProfile, change)
        case .teacherProfile: return run(chore, teacherProfile, change)
        case .parentLink: return run(chore, parentLink, change)
        case .application: return run(chore, application, change)
        case .course: return run(chore, course, change)
        case .module: return run(chore, module, change)
        case .lesson: return run(chore, lesson, change)
        case .enrollment: return run(chore, enrollment, change)
        case .cohort: return run(chore, cohort, change)
        case .member: return run(chore, member, change)
        case .schedule: return run(chore, schedule, change)
        case .progress: return run(chore, progress, change)
        case .group: return run(chore, group, change)
        case .membership: return run(chore, membership, change)
        case .sheet: return run(chore, sheet, change)
        case .externalRef: return run(chore, externalRef, change)
        }
    }

    private func run<Row: Modelled>(
        _ chore: Chore,
        _ make: () -> Row,
        _ change: @escaping (inout Row) -> Void
    ) -> String {
        let verb = verb(model.rows(Row.self).count, target: chore.target)
        let isAttempt = dice.percent(5)
        switch verb {
        case .insert:
            let row = importing(make())
            if isAttempt { attempt(row) } else { insert(row) }
        case .update:
            guard let row: Row = any() else { break }
            if isAttempt { attemptUpdate(row, change) } else { update(row, change) }
        case .delete:
            guard let row: Row = any() else { break }
            if let member = row as? CohortMember { release(member) }
            delete(row)
        }
        return "\(isAttempt ? "attempt to " : "")\(verb) \(Row.table.name)"
    }

    private func verb(_ count: Int, target: Int) -> Verb {
        let inserts = count * 10 < target * 9 ? 55 : count * 10 > target * 11 ? 15 : 30
        let roll = dice.below(100)
        // Tables that much hangs on are deleted from less: each deletion takes a subtree along.
        let deletes = target < 200 && count < target * 2 ? 6 : 25
        if roll < inserts { return .insert }
        return roll < inserts + deletes ? .delete : .update
    }

    /// INV-13: an enrollment names only a cohort in which the student is a member.
    func release(_ member: CohortMember) {
        guard let course = member.courseID,
            let enrollment = model.enrollment(of: member.studentID, in: course),
            enrollment.cohortID == member.cohortID
        else { return }
        update(enrollment) { $0.cohortID = nil }
    }

    // MARK: - Rows whose id is a user's

    private func studentProfile() -> StudentProfile {
        let user: User? = any()
        return StudentProfile(
            id: ID((user?.id ?? id()).rawValue),
            organizationID: user?.organizationID,
            foldedName: user?.foldedName ?? "",
            grade: optional("\(dice.below(12))"),
            balance: Money(hundredths: Int64(dice.number(-5000...5000))),
            notes: optional(text),
            wasActive: dice.percent(80),
            deletedAt: dice.percent(10) ? instantBefore() : nil
        )
    }

    private func parentProfile() -> ParentProfile {
        ParentProfile(
            id: ID(id(User.self).rawValue),
            deletedAt: dice.percent(10) ? instantBefore() : nil
        )
    }

    private func teacherProfile() -> TeacherProfile {
        TeacherProfile(id: ID(id(User.self).rawValue), displayTitle: optional(text))
    }

    private func parentLink() -> ParentLink {
        ParentLink(
            organizationID: optionalID(),
            parentID: id(),
            studentID: id(),
            relation: optional(text)
        )
    }
}
