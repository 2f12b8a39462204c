import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@testable import SchoolServices

@Suite("Imports of rows")
struct ImportTests {
    private let school: SchoolFixture

    init() throws { school = try SchoolFixture() }

    private func rows(_ values: [[String: String]]) -> [ImportRow] {
        values.enumerated().map { ImportRow(line: $0.offset + 2, $0.element) }
    }

    @discardableResult
    private func run(
        _ kind: ImportKind,
        _ values: [[String: String]],
        _ options: ImportOptions = ImportOptions()
    ) throws -> ImportReport {
        let request = ImportRows(kind, rows(values), options)
        let rehearsal = try school.store.dryRun(request, as: school.context)
        let report = try school.run(request).report
        // INV-53: what was foretold is what came.
        #expect(rehearsal.report == report)
        // INV-55, S0-19: nothing is dropped in silence.
        #expect(report.rows == values.count)
        #expect(report.problems.count == report.skipped + report.failed)
        // INV-54: the second time there is nothing to do.
        let again = try school.run(request).report
        #expect(again.created == 0 && again.updated == 0)
        #expect(again.skipped == report.skipped && again.failed == report.failed)
        return report
    }

    private func edu(_ change: (inout ImportOptions) -> Void = { _ in }) -> ImportOptions {
        var options = ImportOptions()
        options.source = "edu"
        change(&options)
        return options
    }

    // MARK: - People

    @Test("S4-46, S1-08, H29: a row makes a student, the enrollment, the parent and the link")
    func people() throws {
        let course = try school.course()
        let report = try run(
            .users,
            [
                [
                    "fullName": "Aydan Sultanova", "email": "a@x.az", "grade": "9a",
                    "course": course.name.text, "parentEmail": "p@x.az", "externalId": "7",
                    "createdAt": "2019-09-01",
                ],
                ["first": "Murad", "last": "Əsgərov", "email": "m@x.az", "parentEmail": "p@x.az"],
                ["fullName": "X", "email": "x@x.az"], ["fullName": "Nobody", "email": "nobody"],
                ["fullName": "Aydan Again", "email": "A@X.az "], ["email": "new@x.az"],
                ["fullName": "Zaur", "email": "z@x.az", "course": "Fizika"],
            ],
            edu()
        )
        #expect((report.created, report.skipped, report.failed) == (2, 1, 4))
        #expect(report.problems.map(\.line) == [4, 5, 6, 7, 8])
        #expect(
            report.problems.map(\.field) == ["fullName", "email", "email", "fullName", "course"]
        )
        let user = try #require(
            try school.read { view throws(ServiceError) in
                try view.user(email: "a@x.az", school.context)
            }
        )
        #expect(user.fullName.text == "Aydan Sultanova")
        // S0-08: when the other system made it.
        #expect(user.stamps.createdAt.day == Day("2019-09-01"))
        #expect(try school.row(user.id.cast(to: StudentProfile.self))?.grade == "9a")
        let parent = try #require(
            try school.read { view throws(ServiceError) in
                let parent = try view.user(email: "p@x.az", school.context)
                // The source's own id leads to the row.
                let id = try view.resolve(source: "edu:person", entity: .user, externalID: "7")
                #expect(id == user.id.cast(to: AnyRow.self))
                #expect(try view.enrollment(of: user.id, in: course.id)?.status == .active)
                return parent
            }
        )
        #expect(parent.role == .parent && parent.fullName.text == "Aydan Sultanova — Valideyn")
        #expect(school.count(ParentLink.table) == 2)
        school.close()
    }

    @Test("H28: an unknown course is made only where that is asked for")
    func courses() throws {
        var options = ImportOptions()
        options.createsCourses = true
        let row = ["fullName": "Zaur", "email": "z@x.az", "course": "Fizika"]
        #expect(try run(.users, [row], options).created == 1)
        #expect(school.count(Course.table) == 1)
        school.close()
    }

    @Test("T22, INV-54: somebody is found again by the source's id, whatever the address is now")
    func renamed() throws {
        let row = ["fullName": "Zaur", "email": "z@x.az", "externalId": "1"]
        try run(.users, [row], edu())
        let moved = ["fullName": "Zaur B.", "email": "zb@x.az", "externalId": "1"]
        #expect(try run(.users, [moved], edu()).updated == 1)
        #expect(school.count(User.table) == 1)
        // Another id with the same address is not the same person.
        let other = ["fullName": "Zaur B.", "email": "zb@x.az", "externalId": "2"]
        #expect(try run(.users, [other], edu()).skipped == 1)
        school.close()
    }

    // MARK: - Classes

    @Test("S0-08, S0-10, T1, T26: classes keep their codes, ids and years, inactive ones too")
    func classes() throws {
        let report = try run(
            .cohorts,
            [
                [
                    "externalId": "1", "code": "923-s", "educationLevel": "Bakalavr",
                    "educationType": "Əyani", "language": "Azərbaycan dili", "startYear": "2023",
                ],
                ["externalId": "2", "code": "923-s", "isActive": "0"],
                [
                    "externalId": "3", "code": "ML-61-17", "isActive": "0",
                    "createdAt": "2016-08-30",
                ],
                ["externalId": "4", "code": "ML-61-17x", "maxStudents": "many"],
            ],
            edu()
        )
        #expect((report.created, report.skipped, report.failed) == (2, 1, 1))
        #expect(report.problems[0].reason == "duplicate_code")
        #expect(report.problems[1].field == "maxStudents")
        let cohorts = try (1...2).map { try #require(try school.row(ID<Cohort>($0))) }
        #expect(cohorts.map(\.code?.text) == ["923-s", "ML-61-17"])
        #expect(cohorts.map(\.name.text) == ["923-s", "ML-61-17"])
        #expect(cohorts.map(\.startYear) == [2023, 2016])
        #expect(cohorts.map(\.isActive) == [true, false])
        #expect(cohorts.allSatisfy { $0.kind == .class && $0.maxStudents == nil })
        try school.read { view throws(ServiceError) in
            let id = try view.resolve(
                source: "edu:education_group",
                entity: .cohort,
                externalID: "3"
            )
            #expect(id?.rawValue == 2)
        }
        school.close()
    }

    @Test("T1: a second row with a code gets a code of its own where that is asked for")
    func suffixes() throws {
        for source in ["edu", nil] {
            var options = ImportOptions()
            options.source = source
            options.onDuplicate = .suffix
            let stem = source ?? "none"
            let values = (1...3).map { number -> [String: String] in
                let row = ["code": "\(stem)-s"]
                return source == nil
                    ? row : row.merging(["externalId": "\(number)"]) { first, _ in first }
            }
            #expect(try run(.cohorts, values, options).created == 3)
            try school.read { view throws(ServiceError) in
                for code in ["\(stem)-s", "\(stem)-s#2", "\(stem)-s#3"] {
                    #expect(try view.cohort(code: code, school.context) != nil, "\(code)")
                }
            }
        }
        school.close()
    }

    @Test(
        "T2: a year is guessed from a name only when that is asked for, and then it is reported",
        arguments: [
            ("ML-61-17", 2017), ("A-98", 1998), ("923-s", nil as Int?), ("61 ML 23 b", 2023),
        ]
    )
    func years(_ code: String, _ year: Int?) throws {
        #expect(try run(.cohorts, [["code": code + "x", "name": code]]).guesses.isEmpty)
        #expect(try school.row(ID<Cohort>(1))?.startYear == nil)
        let options = edu { $0.guessesYear = true }
        let report = try run(.cohorts, [["code": code, "externalId": "1"]], options)
        #expect(report.guesses.map(\.value) == (year.map { ["\($0)"] } ?? []))
        #expect(try school.row(ID<Cohort>(2))?.startYear == year)
        school.close()
    }

    @Test("S0-17, S0-18: tutors and organisations are found by the source's ids and by names")
    func tutors() throws {
        let organization = try school.organization()
        let tutor = try school.user(role: .teacher)
        try school.run(
            SetExternalRef(
                source: "edu:staff_member",
                entity: .user,
                externalID: "9",
                row: tutor.id.cast(to: AnyRow.self)
            )
        )
        let report = try run(
            .cohorts,
            [
                ["externalId": "1", "code": "a", "tutor": "9", "organization": organization.name],
                ["externalId": "2", "code": "b", "tutor": tutor.email.text],
                ["externalId": "3", "code": "c", "tutor": "8"],
                ["externalId": "4", "code": "d", "organization": "nowhere"],
            ],
            edu()
        )
        #expect((report.created, report.failed) == (2, 2))
        #expect(report.problems.map(\.field) == ["tutor", "organization"])
        let cohorts = try (1...2).map { try #require(try school.row(ID<Cohort>($0))) }
        #expect(cohorts.allSatisfy { $0.tutorID == tutor.id })
        #expect(cohorts[0].organizationID == organization.id)
        school.close()
    }

    // MARK: - Members

    @Test("S0-16: members of classes and courses, as they were, with the enrollments that follow")
    func members() throws {
        let course = try school.course()
        let run = try school.cohort(of: course)
        try self.run(.cohorts, [["code": "923-s", "externalId": "1"]], edu())
        let students = try (0..<4).map { _ in try school.user() }
        let code = try #require(run.code?.text ?? "run")
        try school.run(UpdateCohort(run.id) { $0.code = code })
        let report = try self.run(
            .cohortMembers,
            [
                ["cohort": "1", "student": students[0].email.text, "enrolledAt": "2023-09-15"],
                ["cohort": "923-S", "student": students[1].email.text, "status": "dropped"],
                ["cohort": code, "student": students[2].email.text, "isActive": "0"],
                ["cohort": code, "student": students[3].email.text, "status": "completed"],
                ["cohort": code, "student": students[3].email.text],
                ["cohort": "none", "student": students[3].email.text],
                ["cohort": code, "student": "nobody@x.az"],
            ],
            edu()
        )
        #expect((report.created, report.skipped, report.failed) == (4, 1, 2))
        #expect(report.problems.map(\.field) == ["student", "cohort", "student"])
        try school.read { view throws(ServiceError) in
            let first = try view.member(of: 2, student: students[0].id)
            #expect(first?.enrolledAt.day == Day("2023-09-15"))
            #expect(try view.member(of: 2, student: students[1].id)?.leftAt != nil)
            let dropped = try view.enrollment(of: students[2].id, in: course.id)
            #expect(dropped?.status == .dropped && dropped?.cohortID == nil)
            let done = try view.enrollment(of: students[3].id, in: course.id)
            #expect(done?.status == .completed && done?.cohortID == run.id)
        }
        // What the source says now is what counts.
        let back = ["cohort": code, "student": students[2].email.text, "status": "active"]
        #expect(try self.run(.cohortMembers, [back], edu()).updated == 1)
        school.close()
    }

    @Test("A cohort that is full takes no more, and the row says so")
    func seats() throws {
        let course = try school.course()
        let cohort = try school.cohort(of: course)
        try school.run(UpdateCohort(cohort.id) { ($0.code, $0.maxStudents) = ("run", 1) })
        let values = try (0..<3).map { _ in
            ["cohort": "run", "student": try school.user().email.text]
        }
        let report = try run(.cohortMembers, values)
        #expect((report.created, report.failed) == (1, 2))
        #expect(report.problems.allSatisfy { $0.reason == "cohortFull 1 of 1" })
        school.close()
    }

    // MARK: - Registers and trails

    @Test(
        "T16, INV-41: payments keep their receipts, and what an old system calls pending is unpaid"
    )
    func payments() throws {
        let student = try school.user()
        let (day, email) = (school.today.advanced(by: -3).text, student.email.text)
        func payment(_ receipt: String, _ status: String?, _ more: [String: String] = [:])
            -> [String: String]
        {
            var row = ["student": email, "date": day, "amount": "80.10", "receiptNo": receipt]
            row["status"] = status
            return row.merging(more) { $1 }
        }
        let report = try run(
            .payments,
            [
                payment("A-1", "pending", ["externalId": "1"]), payment("A-2", "Paid"),
                payment("A-3", "partial", ["paidAmount": "0.20", "method": "card"]),
                payment("A-4", nil), payment("a-1", "paid"),
                payment("A-5", "lost"), payment("A-6", "paid", ["amount": "1.001"]),
                payment("A-7", "paid", ["student": "nobody@x.az"]),
                ["student": email, "date": day, "amount": "1.00"],
            ]
        )
        #expect((report.created, report.skipped, report.failed) == (4, 1, 4))
        #expect(
            report.problems.map(\.field) == [
                "receiptNo", "status", "amount", "student", "receiptNo",
            ]
        )
        try school.read { view throws(ServiceError) in
            let rows = try (1...4).map { (number: UInt64) throws(ServiceError) -> Payment? in
                try view.found(ID<Payment>(number))
            }
            #expect(rows.map { $0?.status } == [.unpaid, .paid, .partial, .paid])
            #expect(rows.map { $0?.receiptNo.text } == ["A-1", "A-2", "A-3", "A-4"])
            let profile = try view.found(student.id.cast(to: StudentProfile.self))
            #expect(profile?.balance == Money(hundredths: 2 * 8010 + 20))
        }
        // The source's id finds it again; what is paid meanwhile is added to the balance.
        let paid = payment("A-1", "paid", ["externalId": "1"])
        #expect(try run(.payments, [paid]).updated == 1)
        school.close()
    }

    @Test("Marks are set by group and student; what breaks a rule is left out")
    func marks() throws {
        let group = try school.group()
        let student = try school.user()
        let since = Timestamp(startOf: school.today.advanced(by: -40))
        try school.run(AddStudents(to: group.id, [student.id], enrolledAt: since))
        let stranger = try school.user()
        let (day, later) = (school.today.advanced(by: -3).text, school.today.advanced(by: 1).text)
        let (name, email) = (group.name.text, student.email.text)
        let report = try run(
            .attendance,
            [
                ["group": name, "student": email, "date": day, "status": "present"],
                ["group": name, "student": email, "date": day, "status": "late"],
                ["group": name, "student": email, "date": later, "status": "present"],
                ["group": name, "student": email, "date": "31.02.2026", "status": "present"],
                ["group": name, "student": email, "date": day, "status": "ill"],
                ["group": "?", "student": email, "date": day, "status": "late"],
                ["group": name, "student": stranger.email.text, "date": day, "status": "late"],
            ]
        )
        #expect((report.created, report.skipped, report.failed) == (1, 1, 5))
        #expect(
            report.problems.map(\.field)
                == ["date", "date", "date", "status", "group", "studentId"]
        )
        let changed = ["group": name, "student": email, "date": day, "status": "absent"]
        #expect(try run(.attendance, [changed]).updated == 1)
        school.close()
    }

    @Test("S3-35: an old trail is appended, each row once, with its own time beside it")
    func trails() throws {
        let student = try school.user()
        let report = try run(
            .legacyLog,
            [
                [
                    "externalId": "5", "action": "student_added", "student": student.email.text,
                    "createdAt": "2020-02-29 10:00:00", "metadata": #"{"by":"\"x\""}"#,
                ],
                ["externalId": "6", "action": "student_added", "createdAt": "yesterday"],
                ["action": "student_added"],
            ],
            edu()
        )
        #expect((report.created, report.failed) == (1, 2))
        let entry = try #require(try school.log().last)
        #expect(entry.studentID == student.id && entry.performedBy == nil)
        #expect(entry.metadata.text.contains(#""importedFrom":"edu:activityLog:5""#))
        #expect(entry.metadata.text.contains(#""originalCreatedAt":"2020-02-29 10:00:00""#))
        #expect(entry.createdAt.day == school.today)
        school.close()
    }

    // MARK: - All or nothing, and models

    @Test("Where all or nothing is asked for, one row that fails refuses all by its line")
    func atomic() throws {
        let before = try school.dump()
        let values = [
            ["fullName": "Zaur", "email": "z@x.az"], ["fullName": "X", "email": "x@x.az"],
        ]
        let request = ImportRows(.users, rows(values), isAtomic: true)
        #expect(
            throws: ServiceError.item(
                index: 3,
                .checkFailed(User.table, field: "fullName", rule: "length 2...")
            )
        ) { try school.run(request) }
        #expect(try school.dump() == before)
        school.close()
    }

    @Test("INV-53, INV-54, INV-55: random files against a naive model", arguments: SplitMix64.seeds)
    func model(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var people: [String: [String: String]] = [:]
        for _ in 0..<6 {
            let file = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                Self.person(&random)
            }
            let report = try run(.users, file)
            let expected = Self.expect(file, &people)
            #expect(
                (report.created, report.updated, report.unchanged)
                    == (expected.created, expected.updated, expected.unchanged)
            )
            #expect((report.skipped, report.failed) == (expected.skipped, expected.failed))
        }
        #expect(school.count(User.table) == people.count)
        for (email, fields) in people {
            let user = try school.read { view throws(ServiceError) in
                try view.user(email: email, school.context)
            }
            #expect(user?.fullName.text == fields["fullName"] && user?.phone == fields["phone"])
        }
        school.close()
    }

    private static func person(_ random: inout SplitMix64) -> [String: String] {
        let names = ["Aysel", "Çingiz", "Xədicə", "I"]
        let emails = ["a@x.az", "A@x.az", "b@x.az", "c@x.az", "d@x.az", "broken"]
        var row: [String: String] = [:]
        row["email"] = emails.randomElement(using: &random)
        if Bool.random(using: &random) { row["fullName"] = names.randomElement(using: &random) }
        if Bool.random(using: &random) { row["phone"] = "\(Int.random(in: 1...3, using: &random))" }
        if Int.random(in: 0..<12, using: &random) == 0 { row["email"] = nil }
        return row
    }

    /// What should become of the rows, as simply as it can be told.
    private static func expect(
        _ file: [[String: String]],
        _ people: inout [String: [String: String]]
    ) -> ImportReport {
        var expected = ImportReport()
        var seen: Set<String> = []
        for row in file {
            guard let email = row["email"]?.lowercased(), email != "broken" else {
                expected.failed += 1
                continue
            }
            if seen.contains(email) {
                expected.skipped += 1
            } else if let known = people[email] {
                // The address is written as the row has it.
                let now = known.merging(row) { _, new in new }
                people[email] = now
                if now == known { expected.unchanged += 1 } else { expected.updated += 1 }
                seen.insert(email)
            } else if let name = row["fullName"], name.count > 1 {
                people[email] = row
                expected.created += 1
                seen.insert(email)
            } else {
                expected.failed += 1
                seen.insert(email)
            }
        }
        return expected
    }

    @Test("A file that is imported in slices comes to the same as one that is not")
    func slices() throws {
        var random = SplitMix64(seed: 11)
        let file = rows((0..<60).map { _ in Self.person(&random) })
        let whole = try school.store.dryRun(ImportRows(.users, file), as: school.context)
        var state = ImportRows.State()
        var rest = file[...]
        while !rest.isEmpty {
            let slice = Array(rest.prefix(7))
            rest = rest.dropFirst(7)
            state = try school.run(ImportRows(.users, slice, after: state))
        }
        #expect(state.report == whole.report)
        school.close()
    }
}
