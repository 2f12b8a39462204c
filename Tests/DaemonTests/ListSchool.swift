import Client
import Daemon
import Engine
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

/// Adds rows of every kind that lists show, with names that are alike.
struct FillSchool: WriteRequest {
    var random: SplitMix64
    static let names = ["Axın", "axın", "AXIN b", "Şagird", "şagird 2", "Çay", "Zirvə", "B", "b"]

    func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Int {
        var random = random
        var organizations: [ID<Organization>?] = [nil, 1]
        for number in 1...2 {
            let draft = OrganizationDraft(name: "Fakültə \(number)", slug: "f-\(number)")
            let row = try CreateOrganization(draft).run(in: &scope, as: context)
            organizations.append(row.id)
        }
        var students: [ID<User>] = []
        for number in 0..<70 {
            var draft = UserDraft(
                email: "u\(number)@x.az",
                fullName: Self.names.randomElement(using: &random) ?? "",
                role: number % 5 == 0 ? .teacher : number % 7 == 0 ? .parent : .student
            )
            draft.organizationID = organizations.randomElement(using: &random) ?? nil
            draft.isActive = number % 6 != 0
            draft.grade = draft.role == .student && number % 2 == 0 ? "9" : nil
            let user = try CreateUser(draft).run(in: &scope, as: context).user
            if user.role == .student { students.append(user.id) }
        }
        for student in students where student.rawValue % 9 == 0 {
            _ = try SoftDeleteUser(student).run(in: &scope, as: context)
        }
        var courses: [ID<Course>] = [1]
        for number in 0..<20 {
            var draft = CourseDraft(name: "\(Self.names[number % 9]) \(number / 5)")
            draft.organizationID = organizations[number % organizations.count]
            draft.isPublished = number % 3 != 0
            courses.append(try CreateCourse(draft).run(in: &scope, as: context).id)
        }
        for number in 0..<60 {
            try addCohort(number, &random, courses, organizations, &scope, context)
        }
        for number in 0..<40 {
            var draft = GroupDraft(name: Self.names.randomElement(using: &random) ?? "")
            draft.organizationID = organizations.randomElement(using: &random) ?? nil
            draft.teacherID = number % 3 == 0 ? 1 : nil
            draft.courseID = number % 4 == 0 ? courses[number % 3] : nil
            draft.sortOrder = number % 4
            draft.isActive = number % 8 != 0
            let group = try CreateGroup(draft).run(in: &scope, as: context)
            if number % 9 == 0 { _ = try SoftDeleteGroup(group.id).run(in: &scope, as: context) }
        }
        return 0
    }

    private func addCohort<T: WriteTransaction & ~Copyable>(
        _ number: Int,
        _ random: inout SplitMix64,
        _ courses: [ID<Course>],
        _ organizations: [ID<Organization>?],
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        let isClass = number % 3 == 0
        let today = context.today(at: scope.now)
        var draft = CohortDraft(
            kind: isClass ? .class : .course,
            name: "\(Self.names[number % 9]) \(number)"
        )
        draft.courseID = isClass ? nil : courses[number % 4]
        draft.startDate =
            isClass ? nil : today.advanced(by: Int.random(in: -60...60, using: &random) / 10 * 10)
        draft.endDate = draft.startDate?.advanced(by: 20)
        draft.code = isClass || number % 2 == 0 ? "K-\(number * 7 % 60)" : nil
        draft.organizationID = organizations.randomElement(using: &random) ?? nil
        draft.tutorID = number % 5 == 0 ? 1 : nil
        draft.educationLevel = ["bakalavr", "magistr"].randomElement(using: &random)
        draft.isActive = number % 10 != 0
        _ = try CreateCohort(draft).run(in: &scope, as: context)
    }
}

extension TestDaemon {
    /// A daemon whose lists are long.
    static func filled(_ seed: UInt64) throws -> TestDaemon {
        let daemon = try TestDaemon()
        try daemon.house.store.run(
            FillSchool(random: SplitMix64(seed: seed)),
            as: Context(collator: daemon.house.collator)
        )
        return daemon
    }

    /// Every row of a table, by id.
    func everything<Row: Entity>(_ type: Row.Type) throws -> [Row] {
        let last = house.store.counters[Row.table].lastID
        guard last > 0 else { return [] }
        return try house.store.read { view throws(StoreError) in
            var rows: [Row] = []
            for number in 1...last {
                if let row: Row = try view.row(ID(number)) { rows.append(row) }
            }
            return rows
        }
    }
}

extension Connection {
    /// Reads a list page by page, calling `between` before each page but the first.
    func pages(
        _ method: String,
        _ params: [String],
        limit: Int,
        between: () throws -> Void = {}
    ) throws -> [JSON] {
        var items: [JSON] = []
        var cursor: String?
        repeat {
            if cursor != nil { try between() }
            let more = cursor.map { ["\"cursor\":\"\($0)\""] } ?? []
            let text = (params + ["\"limit\":\(limit)"] + more).joined(separator: ",")
            let page = try result(method, "{\(text)}")
            let found = try #require(page["items"]?.elements)
            cursor = page["nextCursor"]?.string
            #expect(found.count <= limit)
            #expect(cursor == nil || found.count == limit)
            items += found
        } while cursor != nil && items.count < 5_000
        return items
    }
}

extension [JSON] {
    var ids: [Int64] { compactMap { $0["id"]?.int } }
}

extension String {
    /// Byte order, as keys have it.
    func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
