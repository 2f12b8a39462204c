import CRivals
import Collation
import District
import LMDB
import Records
import SQLiteRival
import SchoolModel
import Storage
import Threads

/// Fills an empty store through its public verbs: inserts of many rows a request.
struct Loader {
    /// Enough rows that the sync of a commit does not count.
    static let batch = 4000
    static let sheetsInBatch = 32_000
    /// Made before the clock runs, and loaded as one piece.
    static let sheetsInMemory = 128_000

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
        let seconds = try loadSheets()
        let after = try engine.statistics()
        let grown =
            (after.usedByteCount - after.freeByteCount)
            - (before.usedByteCount - before.freeByteCount)
        let pages = after.trees[1].leafPageCount + after.trees[1].branchPageCount
        report.note("lms relations loaded in s", Double(relations - start) / 1e9)
        report.note("lms attendance rows a second", Double(district.marks) / seconds)
        let bytes = Double(grown) / Double(district.marks)
        report.note("lms file bytes a row", bytes)
        report.judge("load bytes a row", bytes, atMost: 12)
        report.loadRate = Double(district.marks) / seconds
        report.note("lms tree S bytes a row", Double(pages * 4096) / Double(district.marks))
        report.note("lms file megabytes", Double(after.usedByteCount) / 1e6)
    }

    private func loadPeopleAndCourses() throws {
        let users = Batch<User>(store)
        try district.forEachUser { try users.add(rows.user($0)) }
        try users.finish()
        let courses = Batch<Course>(store)
        try district.forEachCourse { try courses.add(rows.course($0)) }
        try courses.finish()
        let modules = Batch<Module>(store)
        try district.forEachModule { try modules.add(rows.module($0)) }
        try modules.finish()
        let lessons = Batch<Lesson>(store)
        try district.forEachModule { for lesson in rows.lessons($0) { try lessons.add(lesson) } }
        try lessons.finish()
    }

    private func loadCohorts() throws {
        let cohorts = Batch<Cohort>(store)
        try district.forEachCohort { try cohorts.add(rows.cohort($0)) }
        try cohorts.finish()
        let members = Batch<CohortMember>(store)
        try district.forEachMember { member in
            try members.add(rows.member(member, rows.user(district.user(member.student))))
        }
        try members.finish()
        let schedules = Batch<CohortSchedule>(store)
        try district.forEachScheduleRow { try schedules.add(rows.schedule($0)) }
        try schedules.finish()
        let enrollments = Batch<Enrollment>(store)
        try district.forEachEnrollment { try enrollments.add(rows.enrollment($0)) }
        try enrollments.finish()
    }

    private func loadGroups() throws {
        let groups = Batch<Group>(store)
        try district.forEachGroup { try groups.add(rows.group($0)) }
        try groups.finish()
        let memberships = Batch<GroupMembership>(store)
        try district.forEachGroupMember { try memberships.add(rows.membership($0)) }
        try memberships.finish()
    }

    /// Returns the seconds that it took, without those in which the district makes its rows; making
    /// SQLite's of the same marks is a hundredth of its load, and stays in its time.
    private func loadSheets() throws -> Double {
        var nanosecondsSpent: UInt64 = 0
        var waiting: [AttendanceSheet] = []
        func load() throws {
            let start = nanoseconds()
            let sheets = Batch<AttendanceSheet>(store, Self.sheetsInBatch)
            for sheet in waiting { try sheets.add(sheet) }
            try sheets.finish()
            nanosecondsSpent += nanoseconds() - start
            waiting.removeAll(keepingCapacity: true)
        }
        try district.forEachSheet { sheet in
            waiting.append(Rows.sheet(sheet))
            if waiting.count == Self.sheetsInMemory { try load() }
        }
        try load()
        return Double(nanosecondsSpent) / 1e9
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
        let rate = Double(district.marks) / seconds
        report.note("sqlite attendance rows a second", rate)
        report.judge("load rows a second lms / sqlite", report.loadRate / rate, atLeast: 5)
        report.note("sqlite file bytes a row", bytes / Double(district.marks))
        report.note("sqlite file megabytes", Double(figures.store_bytes) / 1e6)
    }
}

/// Gathers rows and inserts them many a request, one request ahead of the writer.
final class Batch<Row: Entity>: @unchecked Sendable {
    private let store: Store<LMDBEngine>
    private let size: Int
    private var rows: [Row] = []
    private let lock = Lock()
    private let written = Condition()
    // Guarded by `lock`.
    private var pending = 0
    private var failure: StoreError?

    init(_ store: Store<LMDBEngine>, _ size: Int = Loader.batch) {
        self.store = store
        self.size = size
    }

    func add(_ row: Row) throws {
        rows.append(row)
        if rows.count == size { try send() }
    }

    /// Sends what is left and waits until all of it is durable.
    func finish() throws {
        try send()
        try wait(untilPending: 0)
    }

    private func send() throws {
        let batch = rows
        rows = []
        rows.reserveCapacity(size)
        try wait(untilPending: 1)
        lock.withLock { pending += 1 }
        store.submit(
            { scope throws(StoreError) in
                var previous: Row?
                for row in batch {
                    var row = row
                    try scope.insert(&row, beside: previous)
                    previous = row
                }
            },
            then: { result in
                self.lock.withLock {
                    self.pending -= 1
                    if case .failure(let error) = result { self.failure = error }
                    self.written.signal()
                }
            }
        )
    }

    private func wait(untilPending limit: Int) throws {
        lock.acquire()
        while pending > limit { written.wait(holding: lock) }
        let failure = failure
        lock.release()
        if let failure { throw failure }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
