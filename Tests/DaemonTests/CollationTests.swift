import Client
import Collation
import Daemon
import LMDB
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing
import Threads

@Suite("The order of names")
struct CollationTests {
    private let folder = TemporaryFolder()

    /// Letters that the three alphabets put in other places, or do not have.
    private static let names = [
        "Xalid", "Hikmət", "İlqar", "Qasım", "Kamal", "Ülvi", "Vüqar", "Zəhra", "Ёлкин", "Ежов",
        "Жуков", "Əli", "Elçin", "Çingiz", "Cavid",
    ]
    private static let orders = [
        "az": [
            "Cavid", "Çingiz", "Elçin", "Əli", "Hikmət", "Xalid", "İlqar", "Kamal", "Qasım", "Ülvi",
            "Vüqar", "Zəhra", "Ежов", "Ёлкин", "Жуков",
        ],
        "en": [
            "Cavid", "Çingiz", "Elçin", "Əli", "Hikmət", "İlqar", "Kamal", "Qasım", "Ülvi", "Vüqar",
            "Xalid", "Zəhra", "Ежов", "Ёлкин", "Жуков",
        ],
        "ru": [
            "Ежов", "Ёлкин", "Жуков", "Cavid", "Çingiz", "Elçin", "Əli", "Hikmət", "İlqar", "Kamal",
            "Qasım", "Ülvi", "Vüqar", "Xalid", "Zəhra",
        ],
    ]

    /// A cohort of those names.
    private func cohort(in daemon: TestDaemon) throws -> ID<Cohort> {
        let (store, context) = (daemon.house.store, Context(collator: daemon.house.collator))
        let course = try store.run(CreateCourse(CourseDraft(name: "C")), as: context)
        let draft = CohortDraft(course: course.id, name: "K", startDate: Day(20_000))
        let cohort = try store.run(CreateCohort(draft), as: context).cohort
        for name in Self.names { try add(name, to: cohort.id, daemon, context) }
        return cohort.id
    }

    private func add(
        _ name: String,
        to cohort: ID<Cohort>,
        _ daemon: TestDaemon,
        _ context: Context
    ) throws {
        let draft = UserDraft(email: "\(name)@x.az", fullName: name, role: .student)
        let user = try daemon.house.store.run(CreateUser(draft), as: context).user
        try daemon.house.store.run(EnrollInCohort(cohort: cohort, student: user.id), as: context)
    }

    /// The roster, page by page.
    private func roster(of cohort: ID<Cohort>, _ connection: Connection) throws -> [String] {
        var names: [String] = []
        var cursor = ""
        repeat {
            let page = try connection.result(
                "cohort/roster",
                "{\"cohortId\":\(cohort.rawValue),\"limit\":4\(cursor)}"
            )
            names += page["items"]?.elements?.compactMap { $0["name"]?.string } ?? []
            cursor = page["nextCursor"]?.string.map { ",\"cursor\":\"\($0)\"" } ?? ""
        } while !cursor.isEmpty
        return names
    }

    @Test("Rosters sort as readers of the store's language expect; another one sorts them anew")
    func languages() throws {
        try setLanguages()
        // The language stays.
        let daemon = try TestDaemon(in: folder)
        #expect(daemon.house.collator.locale == "en")
        let settings = try daemon.connect().result("setting/get", "{\"name\":\"collation\"}")
        #expect(settings["settings"]?["collation"]?.string == "en")
        try daemon.stop()
    }

    private func setLanguages() throws {
        let daemon = try TestDaemon(in: folder)
        let connection = try daemon.connect()
        let cohort = try cohort(in: daemon)
        #expect(try roster(of: cohort, connection) == Self.orders["az"])
        for locale in ["ru", "en", "az", "en"] {
            let text = "{\"name\":\"collation\",\"value\":\"\(locale)\"}"
            let answer = try connection.result("setting/set", text)
            #expect(answer["settings"]?["collation"]?.string == locale)
            #expect(try roster(of: cohort, connection) == Self.orders[locale])
            #expect(daemon.house.collator.locale == locale)
        }
        // A request from before the change is sorted like the others, and validation agrees.
        let context = Context(collator: try Collator(locale: "az"))
        context.collation.mayMove = true
        try add("Xəyal", to: cohort, daemon, context)
        #expect(try roster(of: cohort, connection).dropFirst(11).prefix(2) == ["Xəyal", "Zəhra"])
        let report = try connection.result("admin/validate")
        #expect(report["violations"]?.elements?.isEmpty == true, "\(report)")
        try daemon.stop()
    }

    @Test("A language that nobody knows is refused; a rehearsal changes no order")
    func refusals() throws {
        let daemon = try TestDaemon(in: folder)
        let connection = try daemon.connect()
        let cohort = try cohort(in: daemon)
        let text = "{\"name\":\"collation\",\"value\":\"klingon\"}"
        let error = try connection.error("setting/set", text)
        #expect(error["data"]?["rule"]?.string == "az|ru|en")
        let context = Context(collation: daemon.house.collation, caller: .service)
        _ = try daemon.house.store.dryRun(SetSetting(.collation, to: "ru"), as: context)
        #expect(try roster(of: cohort, connection) == Self.orders["az"])
        try add("Xəyal", to: cohort, daemon, context)
        let now = try roster(of: cohort, connection)
        #expect(now.dropFirst(5).prefix(2) == ["Xalid", "Xəyal"], "\(now)")
        try daemon.stop()
    }

    @Test("A store that an older ICU sorted is sorted anew when it is opened")
    func upgrade() throws {
        let old = "az, rules 1.2.3.4, ICU 58.1.0.0"
        let cohort = try leaveStore(sortedBy: old)
        let lines = Locked("")
        let daemon = try TestDaemon(in: folder, log: Log(.info) { lines.value += $0 })
        #expect(lines.value.contains("namesSortedAnew from=\"\(old)\""))
        #expect(try roster(of: cohort, daemon.connect()) == Self.orders["az"])
        let version = try daemon.house.store.read { view throws(StoreError) in
            try view.storeHeader()?.collation
        }
        #expect(version == daemon.house.collator.version)
        try daemon.stop()
    }

    private func leaveStore(sortedBy version: String) throws -> ID<Cohort> {
        let daemon = try TestDaemon(in: folder)
        let cohort = try cohort(in: daemon)
        try daemon.house.store.write { scope throws(StoreError) in
            guard var header = try scope.storeHeader() else { throw .closed }
            header.collation = version
            try scope.put(header)
        }
        try daemon.stop()
        return cohort
    }
}
