import CRivals
import Collation
import District
import LMDB
import Records
import SQLiteRival
import SchoolModel
import Storage

/// Fills an empty store through its public verbs: inserts of many rows a request.
struct Loader {
    /// Enough rows that the sync of a commit does not count.
    static let batch = 4000
    static let sheetsInBatch = 1600

    let district: District
    let store: Store<LMDBEngine>
    let engine: LMDBEngine
    let rows: Rows

    init(
        _ district: District,
        _ store: Store<LMDBEngine>,
        _ engine: LMDBEngine,
        _ collator: Collator
    ) {
        self.district = district
        self.store = store
        self.engine = engine
        rows = Rows(district: district, collator: collator)
    }

    func load(_ report: inout Report) throws {
        let start = nanoseconds()
        try loadPeopleAndCourses()
        try loadCohorts()
        try loadGroups()
        let relations = nanoseconds()
        let before = try engine.statistics()
        try loadSheets()
        let end = nanoseconds()
        let after = try engine.statistics()
        let generator = ContinuousClock().measure { district.forEachSheet { _ in } }
        let seconds = Double(end - relations) / 1e9 - generator.seconds
        let grown =
            (after.usedByteCount - after.freeByteCount)
            - (before.usedByteCount - before.freeByteCount)
        let pages = after.trees[1].leafPageCount + after.trees[1].branchPageCount
        report.note("lms relations loaded in s", Double(relations - start) / 1e9)
        report.note("lms attendance rows a second", Double(district.marks) / seconds)
        report.note("lms file bytes a row", Double(grown) / Double(district.marks))
        report.note("lms tree S bytes a row", Double(pages * 4096) / Double(district.marks))
        report.note("lms file megabytes", Double(after.usedByteCount) / 1e6)
    }

    private func loadPeopleAndCourses() throws {
        var users = Batch<User>(store)
        try district.forEachUser { try users.add(rows.user($0)) }
        try users.finish()
        var courses = Batch<Course>(store)
        try district.forEachCourse { try courses.add(rows.course($0)) }
        try courses.finish()
        var modules = Batch<Module>(store)
        try district.forEachModule { try modules.add(rows.module($0)) }
        try modules.finish()
        var lessons = Batch<Lesson>(store)
        try district.forEachModule { for lesson in rows.lessons($0) { try lessons.add(lesson) } }
        try lessons.finish()
    }

    private func loadCohorts() throws {
        var cohorts = Batch<Cohort>(store)
        try district.forEachCohort { try cohorts.add(rows.cohort($0)) }
        try cohorts.finish()
        var members = Batch<CohortMember>(store)
        try district.forEachMember { member in
            try members.add(rows.member(member, rows.user(district.user(member.student))))
        }
        try members.finish()
        var schedules = Batch<CohortSchedule>(store)
        try district.forEachScheduleRow { try schedules.add(rows.schedule($0)) }
        try schedules.finish()
        var enrollments = Batch<Enrollment>(store)
        try district.forEachEnrollment { try enrollments.add(rows.enrollment($0)) }
        try enrollments.finish()
    }

    private func loadGroups() throws {
        var groups = Batch<Group>(store)
        try district.forEachGroup { try groups.add(rows.group($0)) }
        try groups.finish()
        var memberships = Batch<GroupMembership>(store)
        try district.forEachGroupMember { try memberships.add(rows.membership($0)) }
        try memberships.finish()
    }

    private func loadSheets() throws {
        var sheets = Batch<AttendanceSheet>(store, Self.sheetsInBatch)
        try district.forEachSheet { try sheets.add(Rows.sheet($0)) }
        try sheets.finish()
    }

    static func loadSQLite(
        _ district: District,
        at path: String,
        _ collator: Collator,
        _ report: inout Report
    ) {
        let generator = ContinuousClock().measure { district.forEachSheet { _ in } }
        let load = SQLiteRival.load(district, at: path, sortKey: collator.fullSortKey)
        let seconds = (load.attendanceRows + load.attendanceIndex - generator).seconds
        let figures = SQLiteRival(opening: path).measure()
        let bytes = Double(figures.attendance_bytes + figures.student_index_bytes)
        report.note("sqlite relations loaded in s", load.relations.seconds)
        report.note("sqlite attendance rows a second", Double(district.marks) / seconds)
        report.note("sqlite file bytes a row", bytes / Double(district.marks))
        report.note("sqlite file megabytes", Double(figures.store_bytes) / 1e6)
    }
}

/// Gathers rows and inserts them many a request.
struct Batch<Row: Entity> {
    private let store: Store<LMDBEngine>
    private let size: Int
    private var rows: [Row] = []

    init(_ store: Store<LMDBEngine>, _ size: Int = Loader.batch) {
        self.store = store
        self.size = size
    }

    mutating func add(_ row: Row) throws {
        rows.append(row)
        if rows.count == size { try finish() }
    }

    mutating func finish() throws {
        let batch = rows
        rows.removeAll(keepingCapacity: true)
        try store.write { scope throws(StoreError) in
            for row in batch {
                var row = row
                try scope.insert(&row)
            }
        }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
