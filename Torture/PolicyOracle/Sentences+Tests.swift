internal import Records
package import SchoolModel

extension Sentences {
    private var isStaff: Bool { isAdmin || isTeacher }

    private func test(_ id: ID<SchoolTest>) -> SchoolTest? { school.tests.first { $0.id == id } }

    /// Whether an assignment lets me take its test now: it names me, or a running group that I am in.
    private func letsMe(_ row: TestAssignment) -> Bool {
        guard isStudent, let test = test(row.testID), test.isActive, test.deletedAt == nil else {
            return false
        }
        if let from = row.availableFrom, from > Shelf.noon { return false }
        if let to = row.availableTo, to <= Shelf.noon { return false }
        if row.studentID == me.id { return true }
        guard let group = group(row.groupID), group.isActive, group.deletedAt == nil else {
            return false
        }
        return groups(of: [me.id]).contains(group.id)
    }

    package func sees(_ row: SchoolTest) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        if isStaff { return .all }
        let mine = school.assignments.filter { $0.testID == row.id && isHome($0.organizationID) }
        return mine.contains { letsMe($0) } ? .all : .nothing
    }
    package func mayAdd(_ row: SchoolTest) -> Bool { isStaff && isHome(row.organizationID) }
    package func mayChange(_ old: SchoolTest, _ new: SchoolTest) -> Bool {
        mayAdd(old) && mayAdd(new)
    }
    package func mayRemove(_ row: SchoolTest) -> Bool { false }

    package func sees(_ row: TestAnswerKey) -> Sight { mayAdd(row) ? .all : .nothing }
    package func mayAdd(_ row: TestAnswerKey) -> Bool {
        isStaff && isHome(test(row.testID)?.organizationID)
    }
    package func mayChange(_ old: TestAnswerKey, _ new: TestAnswerKey) -> Bool { mayAdd(old) }
    package func mayRemove(_ row: TestAnswerKey) -> Bool { mayAdd(row) }

    package func sees(_ row: TestAssignment) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        return isStaff || letsMe(row) ? .all : .nothing
    }
    package func mayAdd(_ row: TestAssignment) -> Bool { isStaff && isHome(row.organizationID) }
    package func mayChange(_ old: TestAssignment, _ new: TestAssignment) -> Bool {
        mayAdd(old) && mayAdd(new)
    }
    package func mayRemove(_ row: TestAssignment) -> Bool { mayAdd(row) }

    // MARK: - Attempts

    /// Parents are told once it is graded, and not what was answered.
    package func sees(_ row: TestAttempt) -> Sight {
        guard isHome(row.organizationID) else { return .nothing }
        if isParent {
            return row.status == .graded && children.contains(row.studentID) ? .part : .nothing
        }
        return isStaff || row.studentID == me.id ? .all : .nothing
    }
    package func mayAdd(_ row: TestAttempt) -> Bool {
        isStudent && row.studentID == me.id && isHome(row.organizationID)
    }
    package func mayChange(_ old: TestAttempt, _ new: TestAttempt) -> Bool {
        guard isHome(old.organizationID), isHome(new.organizationID) else { return false }
        if isTeacher {
            return !differ(old, new) { row, old in
                row.score = old.score
                row.status = old.status
            }
        }
        return isStudent && old.studentID == me.id && old.status == .started
            && new.status != .graded && old.score == new.score
    }
    package func mayRemove(_ row: TestAttempt) -> Bool { isAdmin && isHome(row.organizationID) }

    // MARK: - Results

    package func sees(_ row: TestResult) -> Sight { seesOwn(row.studentID) }
    package func mayAdd(_ row: TestResult) -> Bool {
        isStaff && isHome(person(row.studentID)?.organizationID)
    }
    package func mayChange(_ old: TestResult, _ new: TestResult) -> Bool {
        guard isTeacher, isHome(person(old.studentID)?.organizationID) else { return false }
        return !differ(old, new) { row, old in row.score = old.score }
    }
    package func mayRemove(_ row: TestResult) -> Bool {
        isAdmin && isHome(person(row.studentID)?.organizationID)
    }
}
