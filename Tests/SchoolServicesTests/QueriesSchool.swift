import Collation
import Engine
import LMDB
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

/// A small school in a folder that goes with it: two cohorts of a course, one of them without a full
/// schedule, three groups, registers with corrections, notes and drafts.
final class QueriesSchool {
    private let folder: TemporaryFolder
    let engine: LMDBEngine
    let store: Store<LMDBEngine>
    let collator: Collator
    static let monday = Day(20_346)

    private(set) var students: [User] = []
    private(set) var courses: [Course] = []
    private(set) var modules: [Module] = []
    private(set) var cohorts: [Cohort] = []
    private(set) var groups: [Group] = []

    init() throws {
        folder = TemporaryFolder()
        collator = try Collator()
        engine = try LMDBEngine(opening: folder.path + "/store")
        store = try Store(engine, schema: SchoolSchema.self)
        try fillCourses()
        try fillPeople()
        try fillCohorts()
        try fillGroups()
    }

    deinit { store.close() }

    @discardableResult
    func insert<E: Entity>(_ row: E) throws -> E {
        try store.write { scope throws(StoreError) in
            var row = row
            try scope.insert(&row)
            return row
        }
    }

    func change<E: Entity>(_ old: E, _ body: (inout E) -> Void) throws {
        var new = old
        body(&new)
        let changed = new
        _ = try store.write { scope throws(StoreError) in
            var row = changed
            return try scope.update(old, to: &row)
        }
    }

    /// A query's answer as text.
    func answer(_ query: some Query) throws -> String {
        var reader = try store.makeReader()
        var output = OutputBuffer(capacity: 64)
        try reader.read { view throws(ServiceError) in try query.write(from: view, to: &output) }
        return try String(utf8: output.bytes)
    }

    /// All rows of a kind whose keys begin with a prefix.
    func rows<E: Entity>(_ type: E.Type, under key: Key) throws -> [E] {
        var reader = try store.makeReader()
        return try reader.read { view throws(StoreError) in
            var rows: [E] = []
            try view.forEachRow(of: type, under: key.bytes) { (row) throws(StoreError) in
                rows.append(row)
                return true
            }
            return rows
        }
    }
}

// MARK: - Rows

extension QueriesSchool {
    /// The first two have a name that begins like the other's for longer than a key can tell, the next
    /// two the same name; then quotation marks, a control character, and letters of two bytes.
    static let names = [
        "Konstantinopolitanskaya Zülfiyyə", "Konstantinopolitanskaya Aygün", "Əli Əliyev",
        "Əli Əliyev",
        "Murad \"Ə\" Rza\\yev", "Tab\tul Quliyev", "Çinarə Şahverdiyeva", "Bo", "Xəyal Quliyev",
        "Ömər Cəfərov",
    ]

    private func fillCourses() throws {
        for name in ["Fizika \"7\"", "Kimya", "Tarix"] {
            courses.append(try insert(Course(name: collator.folded(name), isPublished: true)))
        }
        // Out of order on purpose: 2, 0, 1 and a tie.
        for (title, order) in [("Üçüncü", 2), ("Giriş", 0), ("\"Açıq\"", 1), ("Tie", 1)] {
            let module = Module(courseID: courses[0].id, title: title, orderIndex: order)
            modules.append(try insert(module))
        }
        for number in 0..<7 {
            let lesson = Lesson(
                moduleID: modules[0].id,
                courseID: courses[0].id,
                title: "L\(number)",
                orderIndex: number
            )
            try insert(lesson)
        }
    }

    private func fillPeople() throws {
        for (number, name) in Self.names.enumerated() {
            let user = User(
                email: collator.folded("s\(number)@mekteb.az"),
                fullName: collator.collated(name),
                foldedName: collator.fold(name),
                role: .student
            )
            students.append(try insert(user))
        }
        let states: [Enrollment.Status] = [.active, .inactive, .paused, .completed, .dropped]
        for (number, student) in students.enumerated() {
            for course in courses.prefix(1 + number % 3) {
                let status = states[(number + Int(course.id.rawValue)) % states.count]
                let enrollment = Enrollment(
                    studentID: student.id,
                    courseID: course.id,
                    status: status,
                    enrolledAt: Timestamp(milliseconds: 1_758_000_000_123 + Int64(number) * 7),
                    completedAt: status == .completed ? Timestamp(milliseconds: -1) : nil,
                    progressPercentage: number * 11
                )
                try insert(enrollment)
            }
        }
    }

    private func fillCohorts() throws {
        for number in 0..<3 {
            let cohort = Cohort(
                kind: number == 2 ? .class : .course,
                name: collator.folded("Kohort \(number)"),
                courseID: number == 2 ? nil : courses[0].id,
                startDate: Self.monday,
                status: .active,
                maxStudents: 30
            )
            cohorts.append(try insert(cohort))
        }
        for cohort in cohorts {
            for (number, student) in students.enumerated() {
                try insert(member(cohort, student, number))
            }
        }
        // All modules of the first cohort have a date, two of the second, the later ones first.
        for (number, module) in modules.enumerated() {
            try insert(schedule(cohorts[0], module, number))
            if number >= 2 { try insert(schedule(cohorts[1], module, 9 - number)) }
        }
    }

    private func member(_ cohort: Cohort, _ student: User, _ number: Int) -> CohortMember {
        let states = CohortMember.Status.allCases
        return CohortMember(
            studentID: student.id,
            status: states[(number + Int(cohort.id.rawValue)) % states.count],
            enrolledAt: Timestamp(milliseconds: 1_758_000_000_000 - Int64(number) * 86_400_000),
            lastActivityAt: number % 3 == 0
                ? nil : Timestamp(milliseconds: 1_759_000_000_000 + Int64(number * 7919 % 13)),
            completedLessons: number,
            discussionPosts: number * 40,
            forumPosts: number,
            fullName: student.fullName,
            email: student.email.text,
            cohortID: cohort.id,
            courseID: cohort.courseID
        )
    }

    private func schedule(_ cohort: Cohort, _ module: Module, _ week: Int) -> CohortSchedule {
        let unlockDate = Self.monday.advanced(by: week * 7)
        return CohortSchedule(
            moduleID: module.id,
            unlockDate: unlockDate,
            lockDate: week % 2 == 1 ? unlockDate.advanced(by: 10) : nil,
            orderIndex: module.orderIndex,
            courseID: courses[0].id,
            title: module.title,
            cohortID: cohort.id
        )
    }

    private func fillGroups() throws {
        for number in 0..<3 {
            let group = Group(
                name: collator.folded("Qrup \(number)"),
                displayName: "Qrup \(number)"
            )
            groups.append(try insert(group))
        }
        for (number, group) in groups.enumerated() {
            for student in students.prefix(4 + number * 3) {
                let membership = GroupMembership(
                    groupID: group.id,
                    userID: student.id,
                    role: .student,
                    enrolledAt: Timestamp(startOf: Self.monday)
                )
                try insert(membership)
            }
            for lesson in 0..<6 {
                try insert(sheet(group, number, lesson))
            }
        }
    }

    private func sheet(_ group: Group, _ number: Int, _ lesson: Int) -> AttendanceSheet {
        let day = Self.monday.advanced(by: lesson * 3 + (lesson % 2) * number)
        let at =
            lesson == 4 ? nil : Timestamp(milliseconds: 1_758_100_000_000 + Int64(lesson) * 1001)
        let marks = students.prefix(4 + number * 3).enumerated().map { index, student in
            let isOwn = (index + lesson) % 4 == 3
            return AttendanceMark(
                studentID: student.id,
                status: AttendanceStatus.allCases[(index * 3 + lesson) % 4],
                markedByID: lesson == 5 ? nil : isOwn ? students[1].id : students[0].id,
                markedAt: isOwn ? at.map { Timestamp(milliseconds: $0.milliseconds + 5) } : at,
                note: (index + lesson) % 5 == 2 ? "gec \"\(index)\" ə\n" : nil,
                entryState: index == 2 && lesson == 1 ? .draft : .confirmed,
                createdAt: Timestamp(milliseconds: 1_758_100_000_000),
                updatedAt: Timestamp(milliseconds: 1_758_100_000_000)
            )
        }
        return AttendanceSheet(groupID: group.id, lessonDate: day, marks: marks)
    }
}
