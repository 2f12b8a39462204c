internal import Engine
internal import LMDB
package import Oracle
internal import Records
internal import SchoolModel
package import SchoolServices
internal import Storage

/// Holds the judge to the sentences: everybody in the school, every row, every verb.
package struct Trials {
    let shelf: Shelf
    let school: OpenSchool
    let table: PolicyTable
    /// Whether everything at home is to be seen, so that nothing but the rights to change it counts.
    let looksThrough: Bool
    /// Whether one difference is enough to know.
    let stopsAtFirst: Bool
    /// How many questions were asked.
    package private(set) var count = 0
    /// Where judge and sentences differ.
    package private(set) var differences: [String] = []

    /// A trial of a table in a school that lies in a store as it lies on the shelf.
    package init(
        of table: PolicyTable,
        _ shelf: Shelf,
        in school: OpenSchool,
        looksThrough: Bool = false,
        stopsAtFirst: Bool = false
    ) {
        self.table = table
        self.shelf = shelf
        self.school = school
        self.looksThrough = looksThrough
        self.stopsAtFirst = stopsAtFirst
    }

    /// Asks about one entity, as everybody; about all where none is named.
    package mutating func run(_ subject: PolicySubject? = nil) throws(ServiceError) {
        for person in shelf.users {
            var mine = Sentences(of: person, in: shelf, on: Shelf.today)
            try people(mine, subject)
            try learning(mine, subject)
            try groups(mine, subject)
            try work(mine, subject)
            try tests(mine, subject)
            try talks(mine, subject)
            // What a school can set matters to these alone.
            (mine.authorsPin, mine.confinesPayments) = (true, true)
            for choice in [PolicySubject.payment, .balanceEntry, .lessonDiscussion]
            where subject ?? choice == choice {
                try work(mine, choice)
                try talks(mine, choice)
            }
            if isDone { return }
        }
    }

    private var isDone: Bool { stopsAtFirst && !differences.isEmpty }

    // MARK: - One entity as one person

    /// A change, and whether it is one.
    typealias Edit<Row> = (inout Row) -> Void

    mutating func ask<Row: Told>(
        _ rows: [Row],
        _ sentences: Sentences,
        _ only: PolicySubject?,
        _ edits: [Edit<Row>]
    ) throws(ServiceError) {
        let (subject, me) = (Row.subject, sentences.me)
        guard only == nil || only == subject, !isDone else { return }
        var found: [String] = []
        var asked = 0
        var settings = PolicySettings()
        settings.authorsPin = sentences.authorsPin
        settings.confinesPayments = sentences.confinesPayments
        let judge = Judge(
            Caller(me),
            table: table,
            settings: settings,
            today: Shelf.today,
            now: Shelf.noon
        )
        guard let judge else { return }
        // Whatever is at home an admin sees.
        var eyes = sentences
        if looksThrough { eyes = eyes.asAdmin }
        var reader: LMDBReader
        do throws(StoreError) { reader = try school.store.makeReader() } catch {
            throw ServiceError(error)
        }
        try reader.read { view throws(ServiceError) in
            for row in rows {
                let sight = row.sight(of: eyes)
                var questions: [(name: String, expected: Verdict, actual: Verdict)] = [
                    ("read", Verdict(sight), Verdict(try judge.visibility(of: row, in: view)))
                ]
                let removal = try Verdict { () throws(ServiceError) in
                    try judge.check(from: row, to: nil, in: view)
                }
                questions.append(("delete", Verdict(sight, row.mayGo(by: sentences)), removal))
                for edit in [{ _ in }] + edits {
                    var new = row
                    edit(&new)
                    let addition = try Verdict { () throws(ServiceError) in
                        try judge.check(from: nil, to: new, in: view)
                    }
                    questions.append(
                        ("create", Verdict(.all, new.mayCome(by: sentences)), addition)
                    )
                    if new == row { continue }
                    let change = try Verdict { () throws(ServiceError) in
                        try judge.check(from: row, to: new, in: view)
                    }
                    questions.append(
                        ("update", Verdict(sight, row.mayBecome(new, by: sentences)), change)
                    )
                }
                asked += questions.count
                for question in questions where question.expected != question.actual {
                    found.append(
                        "\(me.role) \(me.id) \(question.name) \(subject): \(question.actual), "
                            + "not \(question.expected): \(row)"
                    )
                    if stopsAtFirst { return }
                }
            }
        }
        count += asked
        differences += found
    }

    // MARK: - All entities

    private mutating func people(_ mine: Sentences, _ only: PolicySubject?) throws(ServiceError) {
        try ask(shelf.organizations, mine, only, [{ $0.name = "new" }])
        try ask(shelf.programs, mine, only, [{ $0.name = "new" }, { $0.organizationID = 2 }])
        try ask(
            shelf.users,
            mine,
            only,
            [
                { $0.phone = "new" }, { $0.passwordHash = "new" }, { $0.firstName = "new" },
                { $0.role = .admin }, { $0.organizationID = 2 }, { $0.isActive = false },
            ]
        )
        try ask(
            shelf.students,
            mine,
            only,
            [
                { $0.grade = "new" }, { $0.deletedAt = $0.deletedAt == nil ? Shelf.noon : nil },
            ]
        )
        try ask(
            shelf.parents,
            mine,
            only,
            [{ $0.deletedAt = $0.deletedAt == nil ? Shelf.noon : nil }]
        )
        try ask(shelf.teachers, mine, only, [{ $0.displayTitle = "new" }])
        try ask(shelf.links, mine, only, [{ $0.relation = "new" }])
        try ask(shelf.applications, mine, only, [{ $0.name = "new" }, { $0.status = .approved }])
        try ask(shelf.refs, mine, only, [])
    }

    private mutating func learning(_ mine: Sentences, _ only: PolicySubject?) throws(ServiceError) {
        try ask(
            shelf.courses,
            mine,
            only,
            [
                { $0.description = "new" }, { $0.isPublished.toggle() }, { $0.createdBy = nil },
            ]
        )
        try ask(shelf.modules, mine, only, [{ $0.title = "new" }])
        try ask(shelf.lessons, mine, only, [{ $0.title = "new" }])
        try ask(
            shelf.enrollments,
            mine,
            only,
            [
                { $0.status = .dropped }, { $0.status = .paused }, { $0.progressPercentage = 99 },
                {
                    $0.status = .dropped
                    $0.cohortID = nil
                },
            ]
        )
        try ask(
            shelf.cohorts,
            mine,
            only,
            [{ $0.language = "new" }, { $0.tutorID = nil }, { $0.status = .archived }]
        )
        try ask(
            shelf.members,
            mine,
            only,
            [
                { $0.status = .dropped }, { $0.status = .paused }, { $0.status = .completed },
                { $0.completedLessons = 99 },
            ]
        )
        try ask(shelf.schedules, mine, only, [{ $0.note = "new" }])
        try ask(shelf.progress, mine, only, [{ $0.completed.toggle() }])
    }

    private mutating func groups(_ mine: Sentences, _ only: PolicySubject?) throws(ServiceError) {
        try ask(
            shelf.groups,
            mine,
            only,
            [
                { $0.code = "new" }, { $0.teacherID = nil },
                { $0.deletedAt = $0.deletedAt == nil ? Shelf.noon : nil },
            ]
        )
        try ask(shelf.memberships, mine, only, [{ $0.status = .inactive }])
        try ask(shelf.sheets, mine, only, [{ $0.marks = [] }])
        try ask(shelf.trail, mine, only, [{ $0.action = "new" }])
        try marks(mine, only)
    }

    /// Every line of every register, as it is read.
    private mutating func marks(_ mine: Sentences, _ only: PolicySubject?) throws(ServiceError) {
        guard only == nil || only == .attendanceSheet, !isDone, !looksThrough else { return }
        let judge = Judge(Caller(mine.me), table: table, today: Shelf.today, now: Shelf.noon)
        guard let judge else { return }
        var found: [String] = []
        var asked = 0
        var reader: LMDBReader
        do throws(StoreError) { reader = try school.store.makeReader() } catch {
            throw ServiceError(error)
        }
        try reader.read { view throws(ServiceError) in
            for sheet in shelf.sheets {
                for mark in sheet.marks {
                    asked += 1
                    let anchors = Anchors(.group, person: mark.studentID, group: sheet.groupID)
                    let isSeen =
                        try judge.visibility(of: .attendanceSheet, anchors, in: view) == .wholly
                    if isSeen != mine.sees(markOf: mark.studentID, in: sheet.groupID) {
                        found.append("\(mine.me.role) \(mine.me.id) reads a mark: \(isSeen)")
                    }
                }
            }
        }
        count += asked
        differences += found
    }
}

/// What came of a question.
private enum Verdict: Equatable {
    case notFound, forbidden, partly, permitted

    init(_ sight: Sentences.Sight) {
        switch sight {
        case .nothing: self = .notFound
        case .part: self = .partly
        case .all: self = .permitted
        }
    }

    init(_ visibility: Visibility) {
        switch visibility {
        case .hidden: self = .notFound
        case .partly: self = .partly
        case .wholly: self = .permitted
        }
    }

    init(_ sight: Sentences.Sight, _ isPermitted: Bool) {
        self = sight == .nothing ? .notFound : isPermitted ? .permitted : .forbidden
    }

    init(_ body: () throws(ServiceError) -> Void) throws(ServiceError) {
        do throws(ServiceError) {
            try body()
            self = .permitted
        } catch {
            switch error {
            case .notFound: self = .notFound
            case .forbidden: self = .forbidden
            default: throw error
            }
        }
    }
}
