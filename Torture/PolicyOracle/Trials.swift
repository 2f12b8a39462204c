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
            try people(person, subject)
            try learning(person, subject)
            try groups(person, subject)
            if isDone { return }
        }
    }

    private var isDone: Bool { stopsAtFirst && !differences.isEmpty }

    // MARK: - One entity as one person

    /// A change, and whether it is one.
    private typealias Edit<Row> = (inout Row) -> Void

    private mutating func ask<Row: Entity & Equatable>(
        _ subject: PolicySubject,
        _ only: PolicySubject?,
        _ me: User,
        _ rows: [Row],
        _ sentences: Sentences,
        sees: (Sentences, Row) -> Sentences.Sight,
        mayAdd: (Row) -> Bool,
        mayChange: (Row, Row) -> Bool,
        mayRemove: (Row) -> Bool,
        edits: [Edit<Row>]
    ) throws(ServiceError) {
        guard only == nil || only == subject, !isDone else { return }
        var found: [String] = []
        var asked = 0
        let judge = Judge(Caller(me), table: table, today: Shelf.today, now: Shelf.noon)
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
                let sight = sees(eyes, row)
                var questions: [(name: String, expected: Verdict, actual: Verdict)] = [
                    ("read", Verdict(sight), Verdict(try judge.visibility(of: row, in: view)))
                ]
                let removal = try Verdict { () throws(ServiceError) in
                    try judge.check(from: row, to: nil, in: view)
                }
                questions.append(("delete", Verdict(sight, mayRemove(row)), removal))
                for edit in [{ _ in }] + edits {
                    var new = row
                    edit(&new)
                    let addition = try Verdict { () throws(ServiceError) in
                        try judge.check(from: nil, to: new, in: view)
                    }
                    questions.append(("create", Verdict(.all, mayAdd(new)), addition))
                    if new == row { continue }
                    let change = try Verdict { () throws(ServiceError) in
                        try judge.check(from: row, to: new, in: view)
                    }
                    questions.append(("update", Verdict(sight, mayChange(row, new)), change))
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

    private mutating func people(_ me: User, _ only: PolicySubject?) throws(ServiceError) {
        let mine = Sentences(of: me, in: shelf, on: Shelf.today)
        try ask(
            .organization,
            only,
            me,
            shelf.organizations,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.name = "new" }]
        )
        try ask(
            .academicProgram,
            only,
            me,
            shelf.programs,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.name = "new" }, { $0.organizationID = 2 }]
        )
        try ask(
            .user,
            only,
            me,
            shelf.users,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [
                { $0.phone = "new" }, { $0.passwordHash = "new" }, { $0.firstName = "new" },
                { $0.role = .admin }, { $0.organizationID = 2 }, { $0.isActive = false },
            ]
        )
        try ask(
            .studentProfile,
            only,
            me,
            shelf.students,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [
                { $0.grade = "new" }, { $0.deletedAt = $0.deletedAt == nil ? Shelf.noon : nil },
            ]
        )
        try ask(
            .parentProfile,
            only,
            me,
            shelf.parents,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.deletedAt = $0.deletedAt == nil ? Shelf.noon : nil }]
        )
        try ask(
            .teacherProfile,
            only,
            me,
            shelf.teachers,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.displayTitle = "new" }]
        )
        try ask(
            .parentLink,
            only,
            me,
            shelf.links,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.relation = "new" }]
        )
        try ask(
            .application,
            only,
            me,
            shelf.applications,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.name = "new" }, { $0.status = .approved }]
        )
        try ask(
            .externalRef,
            only,
            me,
            shelf.refs,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: []
        )
    }

    private mutating func learning(_ me: User, _ only: PolicySubject?) throws(ServiceError) {
        let mine = Sentences(of: me, in: shelf, on: Shelf.today)
        try ask(
            .course,
            only,
            me,
            shelf.courses,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [
                { $0.description = "new" }, { $0.isPublished.toggle() }, { $0.createdBy = nil },
            ]
        )
        try ask(
            .module,
            only,
            me,
            shelf.modules,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.title = "new" }]
        )
        try ask(
            .lesson,
            only,
            me,
            shelf.lessons,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.title = "new" }]
        )
        try ask(
            .enrollment,
            only,
            me,
            shelf.enrollments,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [
                { $0.status = .dropped }, { $0.status = .paused }, { $0.progressPercentage = 99 },
                {
                    $0.status = .dropped
                    $0.cohortID = nil
                },
            ]
        )
        try ask(
            .cohort,
            only,
            me,
            shelf.cohorts,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.language = "new" }, { $0.tutorID = nil }, { $0.status = .archived }]
        )
        try ask(
            .cohortMember,
            only,
            me,
            shelf.members,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [
                { $0.status = .dropped }, { $0.status = .paused }, { $0.status = .completed },
                { $0.completedLessons = 99 },
            ]
        )
        try ask(
            .cohortSchedule,
            only,
            me,
            shelf.schedules,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.note = "new" }]
        )
        try ask(
            .lessonProgress,
            only,
            me,
            shelf.progress,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.completed.toggle() }]
        )
    }

    private mutating func groups(_ me: User, _ only: PolicySubject?) throws(ServiceError) {
        let mine = Sentences(of: me, in: shelf, on: Shelf.today)
        try ask(
            .group,
            only,
            me,
            shelf.groups,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [
                { $0.code = "new" }, { $0.teacherID = nil },
                { $0.deletedAt = $0.deletedAt == nil ? Shelf.noon : nil },
            ]
        )
        try ask(
            .groupMembership,
            only,
            me,
            shelf.memberships,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.status = .inactive }]
        )
        try ask(
            .attendanceSheet,
            only,
            me,
            shelf.sheets,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.marks = [] }]
        )
        try ask(
            .activityLog,
            only,
            me,
            shelf.trail,
            mine,
            sees: { $0.sees($1) },
            mayAdd: mine.mayAdd,
            mayChange: mine.mayChange,
            mayRemove: mine.mayRemove,
            edits: [{ $0.action = "new" }]
        )
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
