import Collation
import Engine
import Glibc
import LMDB
import Records
import SchoolModel
import SchoolServices
import Storage

/// Makes a small school in a folder and asks it what a school asks most.
///
///     demo [--make] [FOLDER]
///
/// With `--make` it makes the school in a folder that holds none, and asks nothing.
@main struct Demo {
    static func main() throws {
        let onlyMakes = CommandLine.arguments.contains("--make")
        let words = CommandLine.arguments.dropFirst().filter { $0 != "--make" }
        let folder = words.first ?? Self.defaultFolder
        makeFolder(folder)
        let collator = try Collator()
        let engine = try LMDBEngine(opening: folder)
        var options = Store<LMDBEngine>.Options()
        options.collation = collator.version
        let store = try Store(
            engine,
            schema: SchoolSchema.self,
            migrations: SchoolMigrations.all(),
            options: options
        )
        defer { store.close() }

        let day = Timestamp.systemClock().day
        if store.counters[User.table].rows == 0 {
            try store.run(MakeDemoSchool(today: day), as: Context(collator: collator))
        }
        if onlyMakes { return }
        print("store    \(folder)")
        print("rows     \(Self.rows(of: store))")
        try ask(store, collator, day)
        let report = try store.verify(SchoolSchema.self)
        print("\nverify   \(report.entries) entries, \(report.count) findings")
        print("next     README.md, then Sources/SchoolServices/Queries")
    }

    private static var defaultFolder: String {
        let home = unsafe getenv("HOME").map { unsafe String(cString: $0) } ?? "/tmp"
        let data = unsafe getenv("XDG_DATA_HOME").map { unsafe String(cString: $0) }
        return (data ?? home + "/.local/share") + "/lms/demo"
    }

    private static func rows(of store: Store<LMDBEngine>) -> String {
        let tables = [User.table, Cohort.table, CohortMember.table, AttendanceSheet.table]
        return tables.map { "\(store.counters[$0].rows) \($0.name)" }.joined(separator: ", ")
    }

    /// The four headline questions.
    private static func ask(
        _ store: Store<LMDBEngine>,
        _ collator: Collator,
        _ day: Day
    ) throws(ServiceError) {
        try show("Who is in this cohort?", CohortRoster(cohort: 1, collator: collator), store)
        let (from, through) = (day.advanced(by: -13), day)
        try show(
            "Who came to group 1 in the last two weeks?",
            AttendanceOfGroup(group: 1, from: from, through: through),
            store
        )
        try show("Which modules are open today?", ScheduleStatus(cohort: 1, on: day), store)
        try show("What is student 3 enrolled in?", EnrollmentsOfStudent(student: 3), store)
    }

    private static func show(
        _ title: String,
        _ query: some Query,
        _ store: Store<LMDBEngine>
    ) throws(ServiceError) {
        var reader: LMDBReader
        do throws(StoreError) { reader = try store.makeReader() } catch { throw .store(error) }
        var output = OutputBuffer()
        let clock = ContinuousClock()
        var tenths: Int64 = 0
        // The first answer pays for page faults; the second is what a daemon would give.
        for _ in 0..<2 {
            output.removeAll()
            let start = clock.now
            try reader.read { view throws(ServiceError) in
                try query.write(from: view, to: &output)
            }
            tenths = (clock.now - start).components.attoseconds / 100_000_000_000
        }
        print("\n\(title)")
        print(TextTable(json: [UInt8](copying: output.bytes)).text(atMost: 8))
        print("\(output.byteCount) bytes in \(tenths / 10).\(tenths % 10) µs")
    }
}

/// Makes a folder and those above it, for nobody else.
private func makeFolder(_ path: String) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
        made += "/" + part
        _ = unsafe mkdir(made, 0o700)
    }
}
