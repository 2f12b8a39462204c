import CLoad
import District
import Glibc
import Records

/// The made-up schools: how long each takes to make and what is in it; and, in the largest of them, what a
/// teacher and a class wait for.
final class Platform {
    private static let profiles = ["dev", "school", "university", "platform"]
    private static let clients = 16
    /// Milliseconds of one measurement.
    private static let span: UInt64 = 1500

    private let options: Options
    private let folder: TemporaryFolder
    /// In hundredths of what the profiles are.
    private let percent: Int

    init(_ options: Options) throws {
        self.options = options
        folder = try TemporaryFolder()
        percent = min(1000, max(1, options.scale / 200))
    }

    private var isWhole: Bool { percent == 100 }

    func measure(_ report: inout Report) throws {
        for profile in Self.profiles {
            let data = "\(folder.path)/\(profile)"
            let daemon = try Daemon(
                data: data,
                clock: SocketBench.enrollmentDay,
                in: folder.path,
                programs: options.programs
            )
            let talk = try Conversation(daemon)
            let seeded = try talk.result(
                "admin/seed",
                "{\"profile\":\"\(profile)\",\"size\":\(percent)}"
            )
            report.note("\(profile): s to make it", Double(seeded.number("milliseconds")) / 1000)
            report.note("\(profile): MiB used", Double(seeded.number("usedBytes")) / 1_048_576)
            for (entity, wanted) in Self.counts[profile] ?? [] {
                let count = seeded.number(entity)
                report.note("\(profile): \(entity)", Double(count))
                if isWhole, let wanted { expect("\(profile): \(entity)", count, wanted, &report) }
            }
            switch profile {
            case "dev": try repeats(talk, &report)
            case "school": try marks(talk, seeded, &report)
            case "university": try classes(talk, &report)
            default: try askPlatform(daemon, talk, &report)
            }
            daemon.program.stop()
        }
    }

    /// Rows of each kind; nil where chance has a hand in it.
    private static let counts: [String: [(String, Int?)]] = [
        "dev": [("user", 6), ("group", 2), ("codingTask", 2), ("payment", 3)],
        "school": [("user", nil), ("group", 40), ("groupMembership", nil), ("payment", 20_160)],
        "university": [
            ("user", 6_500), ("course", 7_547), ("cohort", 377), ("enrollment", 192_000),
        ],
        "platform": [
            ("user", nil), ("course", 1), ("module", 40), ("lesson", 200), ("cohort", 50),
            ("cohortMember", 25_000), ("enrollment", 25_000), ("lessonDiscussion", 1_000),
        ],
    ]

    private func expect(_ name: String, _ count: Int, _ wanted: Int, _ report: inout Report) {
        report.judge(name, Double(count), atLeast: Double(wanted))
        report.judge(name, Double(count), atMost: Double(wanted))
    }

    // MARK: - What is in them

    /// Made again, the small school stays as it is.
    private func repeats(_ talk: Conversation, _ report: inout Report) throws {
        let again = try talk.result("admin/seed", #"{"profile":"dev","randomSeed":7}"#)
        report.judge("dev: rows of a second time", Double(again.number("user")), atMost: 0)
    }

    /// Three years of marks: all are read once, month by month.
    private func marks(
        _ talk: Conversation,
        _ seeded: Conversation.Answer,
        _ report: inout Report
    ) throws {
        report.note("school: attendanceSheet", Double(seeded.number("attendanceSheet")))
        var count = 0
        for back in 0..<4 {
            let last = SocketBench.enrollmentDay.advanced(by: -365 * back)
            let first = last.advanced(by: -364)
            let days = "\"from\":\"\(first.text)\",\"to\":\"\(last.text)\""
            let page = try talk.result(
                "attendance/range",
                "{\(days),\"limit\":1,\"withCount\":true}"
            )
            count += page.number("count")
        }
        report.note("school: marks", Double(count))
        if isWhole { report.judge("school: marks", Double(count), atLeast: 220_000) }
    }

    /// What is said of the classes of a university.
    private func classes(_ talk: Conversation, _ report: inout Report) throws {
        let fields = #""fields":["code","studentCount"]"#
        let page = try talk.result("cohort/list", "{\"kind\":\"class\",\"limit\":500,\(fields)}")
        let students = page.numbers("studentCount")
        report.note("university: classes", Double(students.count))
        report.note("university: students of the largest class", Double(students.max() ?? 0))
        report.judge(
            "university: classes without a code",
            Double(page.count("\"code\":null")),
            atMost: 0
        )
        let lookups = try talk.result("cohort/lookups", "{}")
        for kind in ["levels", "types", "languages"] {
            report.note("university: \(kind)", Double(lookups.texts(of: kind)))
        }
        guard isWhole else { return }
        expect("university: classes", students.count, 377, &report)
        expect("university: students of the largest class", students.max() ?? 0, 1_517, &report)
        report.judge("university: languages", Double(lookups.texts(of: "languages")), atLeast: 3)
    }

    // MARK: - What they wait for

    private func askPlatform(
        _ daemon: Daemon,
        _ talk: Conversation,
        _ report: inout Report
    ) throws {
        let cohorts = try talk.result("cohort/list", #"{"limit":500,"fields":["id"]}"#)
        var (rosters, pages, enrolls) = (Requests(), Requests(), Requests())
        for (number, cohort) in cohorts.numbers("id").enumerated() {
            let params = "{\"cohortId\":\(cohort),\"limit\":500}"
            rosters.add(Daemon.request(number, "cohort/roster", params))
        }
        let first = cohorts.numbers("id").min() ?? 1
        let lesson = "\"lessonId\":1,\"cohortId\":\(first)"
        pages.add(Daemon.request(0, "discussion/list", "{\(lesson),\"limit\":20}"))
        let course = try talk.result("course/create", #"{"name":"Yeni kurs","isPublished":true}"#)
        let place = "\"courseId\":\(course.number("id")),\"maxStudents\":null"
        let cohort = try talk.result(
            "cohort/create",
            "{\(place),\"name\":\"Yeni axın\",\"startDate\":\"\(SocketBench.enrollmentDay.text)\"}"
        )
        let people = try talk.students()
        for (number, student) in people.enumerated() {
            let params = "{\"cohortId\":\(cohort.number("id")),\"studentId\":\(student)}"
            enrolls.add(Daemon.request(number, "cohort/enroll", params))
        }
        _ = load_hurry(daemon.program.id)
        _ = load_hurry(0)
        let one = try Clients(daemon, count: 1)
        let roster = try one.run(rosters, Clients.Pace(warming: 50, lasting: Self.span))
        let page = try one.run(pages, Clients.Pace(warming: 50, lasting: Self.span))
        let many = try Clients(daemon, count: Self.clients)
        let enrolled = try many.run(
            enrolls,
            Clients.Pace(warming: 0, lasting: Self.span, isOnce: true)
        )
        add("roster", roster, 1, rows: rosterRows, &report)
        add("discussions", page, 1, rows: 20, &report)
        add("enroll", enrolled, Self.clients, rows: 1, &report)
        report.judge("p99 ms of a roster", roster.percentile(99) / 1000, atMost: 5)
        report.judge("p99 ms of a page of discussions", page.percentile(99) / 1000, atMost: 1)
        report.judge(
            "p99 ms of an enrollment, 16 clients",
            enrolled.percentile(99) / 1000,
            atMost: 10
        )
    }

    private var rosterRows: Int { max(5, 500 * percent / 100) }

    private func add(
        _ name: String,
        _ run: Clients.Run,
        _ clients: Int,
        rows: Int,
        _ report: inout Report
    ) {
        report.add(
            Report.Result(
                name: name,
                engine: "lms",
                mode: clients == 1 ? "platform" : "platform, durable",
                scale: options.scale,
                p50: run.median,
                p99: run.percentile(99),
                mean: Double(run.times.reduce(0, +)) / Double(run.times.count) / 1000,
                perSecond: run.perSecond,
                bytes: run.bytesPerReply,
                rows: rows,
                clients: clients
            )
        )
    }
}

/// Questions one after the other, whose answers are looked into.
private struct Conversation {
    private let clients: Clients

    init(_ daemon: Daemon) throws { clients = try Clients(daemon, count: 1) }

    /// The text of a result.
    struct Answer {
        let text: String

        /// The first number that a member holds; 0 where there is none.
        func number(_ member: String) -> Int { numbers(member).first ?? 0 }

        /// All numbers that members of a name hold.
        func numbers(_ member: String) -> [Int] {
            text.ranges(of: "\"\(member)\":").compactMap { range in
                Int(text[range.upperBound...].prefix { $0.isNumber })
            }
        }

        func count(_ words: String) -> Int { text.ranges(of: words).count }

        /// How many texts an array of a name holds.
        func texts(of member: String) -> Int {
            guard let start = text.firstRange(of: "\"\(member)\":[") else { return 0 }
            return text[start.upperBound...].prefix { $0 != "]" }.count { $0 == "\"" } / 2
        }
    }

    func result(_ method: String, _ params: String) throws -> Answer {
        let reply = try clients.ask(Daemon.request(0, method, params))
        guard let result = Daemon.result(of: reply) else {
            let said = String(decoding: reply.suffix(300), as: UTF8.self)
            throw Options.Misuse(description: "\(method) is refused: \(said)")
        }
        return Answer(text: String(decoding: result, as: UTF8.self))
    }

    /// The ids of all students, page by page.
    func students() throws -> [Int] {
        var (ids, cursor): ([Int], String) = ([], "")
        while true {
            let params = "{\"limit\":500,\"sort\":\"created\",\"fields\":[\"id\"]\(cursor)}"
            let page = try result("student/list", params)
            ids += page.numbers("id")
            guard let next = page.text.firstRange(of: "\"nextCursor\":\"") else { return ids }
            let word = page.text[next.upperBound...].prefix { $0 != "\"" }
            cursor = ",\"cursor\":\"\(word)\""
        }
    }
}
