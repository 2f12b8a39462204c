public import Engine
public import Records
public import SchoolModel
internal import Storage

// The doors through which requests reach rows: what is hidden from whoever looks is not behind them.
extension Snapshot where Self: ~Copyable {
    /// Decides for whoever looks; nil for a service session.
    public var judge: Judge? {
        guard let onlooker else { return nil }
        guard let judge = onlooker as? Judge else {
            preconditionFailure("whoever looks at the school is judged by its policy")
        }
        return judge
    }

    /// How much of a row is seen.
    public borrowing func visibility<Row>(
        of row: Row
    ) throws(ServiceError) -> Visibility {
        guard let judge else { return .wholly }
        return try judge.visibility(of: row, in: self)
    }

    /// Whether a row is seen as it is.
    public borrowing func isVisible<Row>(_ row: Row) throws(ServiceError) -> Bool {
        try visibility(of: row) == .wholly
    }

    /// Whether every row of a kind that hangs on these anchors is seen, whomever it is about.
    public borrowing func seesAll(
        _ subject: PolicySubject,
        of anchors: Anchors
    ) throws(ServiceError) -> Bool {
        guard let judge else { return true }
        return try judge.seesAll(subject, of: anchors, in: self)
    }

    /// Refuses a caller who may not add a row like this one, before anything else is told.
    borrowing func requireRight<Row: Entity>(toAdd row: Row) throws(ServiceError) {
        try judge?.check(from: nil, to: row, in: self)
    }

    /// Refuses a row that whoever looks cannot see, and one that does not exist, in the same words; a
    /// service session's is not even looked up.
    public borrowing func requireVisible<Row: Entity>(_ id: ID<Row>) throws(ServiceError) {
        guard judge != nil else { return }
        _ = try subject(id)
    }
}

extension Judge {
    /// Whether the row with a name can be seen, told from the name alone where that holds its owners; a row
    /// that is found by its id, and gone, cannot.
    public func sees<View: Snapshot & ~Copyable>(
        _ name: RowName,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        if let id = name.id { return try sees(ID(id), of: name.kind, in: view) }
        let home: Anchors.Home
        switch name.kind {
        case .cohortMember, .cohortSchedule: home = .cohort
        case .groupMembership, .attendanceSheet: home = .group
        case .enrollment, .lessonProgress, .application, .parentLink, .balanceEntry,
            .codingProgress:
            home = .person
        case .courseTeacher: home = .course
        case .groupTestSeries, .lessonHeld: home = .group
        case .testSeriesItem:
            return try sees(ID(name.number("seriesId") ?? 0), of: .testSeries, in: view)
        case .testAnswerKey:
            let test = ID<SchoolTest>(name.number("testId") ?? 0)
            home = .organization(try view.found(test)?.organizationID)
        default: return false
        }
        guard let subject = PolicySubject(rawValue: "\(name.kind.name)") else { return false }
        let person = name.number("studentId") ?? name.number("userId")
        var anchors = Anchors(home, person: person.map { ID($0) })
        anchors.author = name.number("parentId").map { ID($0) }
        anchors.course = name.number("courseId").map { ID($0) }
        anchors.cohort = name.number("cohortId").map { ID($0) }
        anchors.group = name.number("groupId").map { ID($0) }
        if let lesson = name.number("lessonId") {
            anchors.course = try view.found(ID<Lesson>(lesson))?.courseID
        }
        return try visibility(of: subject, anchors, in: view) == .wholly
    }
}
