internal import Engine
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension Owners {
    /// Whom a payment, a test, a program or a post belongs to: the row itself says.
    mutating func readWork<View: Snapshot & ~Copyable>(
        of name: RowName,
        in view: borrowing View
    ) throws(ServiceError) {
        guard let id = name.number("id") else { return }
        switch name.kind {
        case .payment:
            let row = try view.row(Payment.self, numbered: id)
            take(row.map { ($0.groupID, nil, $0.studentID) })
        case .balanceEntry:
            let row = try view.row(BalanceEntry.self, numbered: id)
            take(row.map { ($0.groupID, nil, $0.studentID) })
        case .codingSubmission:
            let row = try view.row(CodingSubmission.self, numbered: id)
            take(row.map { (nil, nil, $0.studentID) })
        case .testAssignment:
            let row = try view.row(TestAssignment.self, numbered: id)
            take(row.map { ($0.groupID, nil, $0.studentID) })
        case .testAttempt:
            let row = try view.row(TestAttempt.self, numbered: id)
            take(row.map { (nil, $0.cohortID, $0.studentID) })
        case .testResult:
            let row = try view.row(TestResult.self, numbered: id)
            take(row.map { ($0.groupID, nil, $0.studentID) })
        case .lessonDiscussion:
            let row = try view.row(LessonDiscussion.self, numbered: id)
            take(row.map { (nil, $0.cohortID, $0.userID) })
        case .forumPost:
            let row = try view.row(ForumPost.self, numbered: id)
            take(row.map { (nil, $0.cohortID, $0.userID) })
        case .forumReply:
            let row = try view.row(ForumReply.self, numbered: id)
            take(row.map { (nil, $0.cohortID, $0.userID) })
        default: break
        }
    }

    /// Takes what a row says; where it is gone, nobody can tell any more.
    private mutating func take(
        _ owners: (group: ID<Group>?, cohort: ID<Cohort>?, student: ID<User>?)?
    ) {
        guard let owners else {
            (group, cohort) = (.unknown, .unknown)
            if student == .none { student = .unknown }
            return
        }
        group = Owner(owners.group)
        cohort = Owner(owners.cohort)
        student = Owner(owners.student)
    }
}

extension Snapshot where Self: ~Copyable {
    /// The row with a number, or nil.
    fileprivate borrowing func row<E: Entity>(
        _ type: E.Type,
        numbered id: UInt64
    ) throws(ServiceError) -> E? {
        do throws(StoreError) { return try row(ID<E>(id)) } catch { throw ServiceError(error) }
    }
}
