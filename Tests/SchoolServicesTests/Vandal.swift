import Collation
import LMDB
import Records
import SchoolModel
import Testing

@testable import SchoolServices
@testable import Storage

/// Breaks one rule after another behind the services' back, each in rows of its own.
struct Vandal {
    typealias Body = @Sendable (inout Store<LMDBEngine>.Scope) throws(StoreError) -> Void

    let school: SchoolFixture
    /// How often each rule is broken.
    private(set) var broken: [String: Int] = [:]

    init(_ school: SchoolFixture) { self.school = school }

    /// Notes that a rule is broken by what has just been done.
    mutating func note(_ rule: String) { broken[rule, default: 0] += 1 }

    /// Breaks a rule with the store's own low verbs.
    mutating func breaks(_ rule: String, _ body: @escaping Body) throws {
        try school.store.write { scope throws(StoreError) in
            try body(&scope)
            // What is put behind the store's back is committed all the same.
            scope.request.rowCount += 1
        }
        note(rule)
    }

    /// Breaks a rule by other fields of a row, whose entries follow.
    mutating func breaks<E: Entity>(
        _ rule: String,
        by row: E,
        _ edit: @escaping @Sendable (inout E) -> Void
    ) throws {
        try breaks(rule) { scope throws(StoreError) in
            guard let old: E = try scope.row(at: Self.key(of: row).rawSpan) else { throw .closed }
            var row = old
            edit(&row)
            try scope.update(old, to: &row)
        }
    }

    /// Breaks a rule by a row that is gone, whatever names it.
    mutating func breaks<E: Entity>(_ rule: String, without row: E) throws {
        try breaks(rule) { scope throws(StoreError) in
            guard let old: E = try scope.row(at: Self.key(of: row).rawSpan) else { throw .closed }
            try scope.removeRow(old)
        }
    }

    /// Breaks a rule by a row that should not be.
    mutating func breaks<E: Entity>(_ rule: String, with row: E) throws {
        try breaks(rule) { scope throws(StoreError) in
            var row = row
            try scope.insert(&row)
        }
    }

    static func key<E: Entity>(of row: E) -> [UInt8] {
        var key = KeyBuffer()
        E.writeKey(of: row, to: &key)
        return key.array
    }
}

// MARK: - What a school needs for it

extension Vandal {
    /// A cohort of a course with one module of one lesson, and a student in it.
    struct Class {
        var course: Course
        var module: Module
        var lesson: Lesson
        var cohort: Cohort
        var student: User
        var member: CohortMember
        var enrollment: Enrollment
    }

    func classroom(lessons: Int = 1) throws -> Class {
        let course = try school.course(modules: 1, lessonsEach: lessons)
        let tree = try school.tree(of: course)
        let cohort = try school.cohort(of: course)
        let student = try school.user()
        let outcome = try school.enroll(student, in: cohort)
        return Class(
            course: course,
            module: tree[0].module,
            lesson: tree[0].lessons[0],
            cohort: cohort,
            student: student,
            member: outcome.member,
            enrollment: try #require(outcome.enrollment)
        )
    }

    /// A person whom nothing names but what a test makes.
    func lonely(_ role: User.Role = .student) throws -> User { try school.user(role: role) }

    /// Takes a person away with the profile, and leaves what names them.
    mutating func vanish(_ user: User, breaking rule: String) throws {
        let profile = StudentProfile(id: user.id.cast(to: StudentProfile.self), foldedName: "")
        try breaks(rule) { scope throws(StoreError) in
            if let old: StudentProfile = try scope.row(at: Self.key(of: profile).rawSpan) {
                try scope.removeRow(old)
            }
            try scope.removeRow(user)
        }
    }
}
