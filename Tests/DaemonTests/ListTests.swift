import Client
import Daemon
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

/// Every list against the rows themselves, filtered and sorted by other means.
@Suite("Lists")
struct ListTests {
    // S0-12
    @Test("Cohorts, whatever they are filtered and sorted by", arguments: SplitMix64.seeds)
    func cohorts(seed: UInt64) throws {
        let daemon = try TestDaemon.filled(seed)
        let connection = try daemon.connect()
        var random = SplitMix64(seed: seed)
        let today = try #require(Day(TestDaemon.today))
        let rows = try daemon.everything(Cohort.self)
        for _ in 0..<40 {
            var (params, wanted) = ([String](), rows.filter(\.isActive))
            func narrow(_ param: String, _ test: (Cohort) -> Bool) {
                guard Int.random(in: 0..<5, using: &random) == 0 else { return }
                params.append(param)
                wanted = wanted.filter(test)
            }
            narrow("\"kind\":\"class\"") { $0.kind == .class }
            narrow("\"courseId\":1") { $0.courseID == 1 }
            narrow("\"tutorId\":1") { $0.tutorID == 1 }
            narrow("\"organizationId\":2") { $0.organizationID == 2 }
            narrow("\"level\":\"magistr\"") { $0.educationLevel == "magistr" }
            narrow("\"search\":\"ax\"") {
                $0.name.folded.contains("ax") || $0.code?.folded.contains("ax") == true
            }
            let status = Cohort.Status.allCases.randomElement(using: &random) ?? .active
            narrow("\"status\":\"\(status.name)\"") { $0.status(on: today) == status }
            let isByStart = params.contains {
                $0.hasPrefix("\"courseId") || $0.hasPrefix("\"status")
            }
            var sort = isByStart ? "start" : "created"
            if Bool.random(using: &random) {
                sort = ["created", "start", "name", "code"].randomElement(using: &random) ?? sort
                params.append("\"sort\":\"\(sort)\"")
            }
            wanted = wanted.sorted(by: CohortOracle.order(sort))
            var isDescending = sort == "created" || sort == "start"
            if Bool.random(using: &random) {
                isDescending.toggle()
                wanted.reverse()
                params.append("\"dir\":\"\(isDescending ? "desc" : "asc")\"")
            }
            let limit = Int.random(in: 1...30, using: &random)
            let found = try connection.pages("cohort/list", params, limit: limit)
            #expect(found.ids == wanted.map { Int64($0.id.rawValue) }, "\(seed) \(params) \(limit)")
            try numbered(connection, "cohort/list", params, limit, found)
        }
        try daemon.stop()
    }

    /// The pages of a list by number, and how many there are.
    private func numbered(
        _ connection: Connection,
        _ method: String,
        _ params: [String],
        _ limit: Int,
        _ all: [JSON]
    ) throws {
        let number = all.count / limit / 2 + 1
        let text = (params + ["\"limit\":\(limit)", "\"page\":\(number)", "\"withCount\":true"])
            .joined(separator: ",")
        let page = try connection.result(method, "{\(text)}")
        let part = Array(all.dropFirst((number - 1) * limit).prefix(limit))
        #expect(page["items"]?.elements == part)
        #expect(page["count"]?.int == Int64(all.count))
        #expect(page["currentPage"]?.int == Int64(number))
        #expect(page["totalPages"]?.int == Int64((all.count + limit - 1) / limit))
    }

    // S3-02
    @Test("Groups by their order and their names", arguments: SplitMix64.seeds)
    func groups(seed: UInt64) throws {
        let daemon = try TestDaemon.filled(seed)
        let connection = try daemon.connect()
        var random = SplitMix64(seed: seed)
        let rows = try daemon.everything(Group.self).sorted {
            if $0.sortOrder != $1.sortOrder { return $0.sortOrder < $1.sortOrder }
            if $0.name.folded != $1.name.folded { return $0.name.folded.precedes($1.name.folded) }
            return $0.id < $1.id
        }
        for _ in 0..<30 {
            let state = ["active", "deleted", "all"].randomElement(using: &random) ?? "all"
            var (params, wanted) = (["\"status\":\"\(state)\""], rows)
            if state != "all" { wanted = wanted.filter { $0.isDeleted == (state == "deleted") } }
            if state == "active" { wanted = wanted.filter(\.isActive) }
            func narrow(_ param: String, _ test: (Group) -> Bool) {
                guard Int.random(in: 0..<3, using: &random) == 0 else { return }
                params.append(param)
                wanted = wanted.filter(test)
            }
            narrow("\"teacherId\":1") { $0.teacherID == 1 }
            narrow("\"courseId\":1") { $0.courseID == 1 }
            narrow("\"organizationId\":1") { $0.organizationID == 1 }
            narrow("\"search\":\"ŞAGIRD\"") { $0.name.folded.contains("şagird") }
            if Bool.random(using: &random) {
                params.append("\"dir\":\"desc\"")
                wanted.reverse()
            }
            let limit = Int.random(in: 1...12, using: &random)
            let found = try connection.pages("group/list", params, limit: limit)
            #expect(found.ids == wanted.map { Int64($0.id.rawValue) }, "\(seed) \(params) \(limit)")
            try numbered(connection, "group/list", params, limit, found)
        }
        try daemon.stop()
    }

    @Test("People by name or by age, in all organisations at once", arguments: SplitMix64.seeds)
    func people(seed: UInt64) throws {
        let daemon = try TestDaemon.filled(seed)
        let connection = try daemon.connect()
        var random = SplitMix64(seed: seed)
        let users = try daemon.everything(User.self)
        let deleted = Set(
            try daemon.everything(StudentProfile.self).filter { $0.deletedAt != nil }
                .map(\.id.rawValue)
        )
        for _ in 0..<30 {
            let method = ["user/list", "student/list", "teacher/list"].randomElement(using: &random)
            let name = method ?? "user/list"
            var (params, wanted) = ([String](), users.filter { !deleted.contains($0.id.rawValue) })
            if name == "student/list" { wanted = wanted.filter { $0.role == .student } }
            if name == "teacher/list" { wanted = wanted.filter { $0.role == .teacher } }
            func narrow(_ param: String, _ test: (User) -> Bool) {
                guard Int.random(in: 0..<3, using: &random) == 0 else { return }
                params.append(param)
                wanted = wanted.filter(test)
            }
            narrow("\"organizationId\":1") { $0.organizationID == 1 }
            narrow("\"search\":\"axin\"") { $0.foldedName.contains("axin") }
            if name == "user/list" {
                narrow("\"status\":\"inactive\"") { !$0.isActive }
                narrow("\"role\":\"student\"") { $0.role == .student }
            }
            if Bool.random(using: &random) {
                params.append("\"sort\":\"created\"")
            } else {
                wanted.sort {
                    $0.foldedName == $1.foldedName
                        ? $0.id < $1.id : $0.foldedName.precedes($1.foldedName)
                }
            }
            if Bool.random(using: &random) {
                params.append("\"dir\":\"desc\"")
                wanted.reverse()
            }
            let limit = Int.random(in: 1...20, using: &random)
            let found = try connection.pages(name, params, limit: limit)
            let expected = wanted.map { Int64($0.id.rawValue) }
            #expect(found.ids == expected, "\(seed) \(name) \(params) \(limit)")
        }
        try daemon.stop()
    }

    @Test("Courses that have one name in several organisations", arguments: SplitMix64.seeds)
    func courses(seed: UInt64) throws {
        let daemon = try TestDaemon.filled(seed)
        let connection = try daemon.connect()
        let rows = try daemon.everything(Course.self).sorted {
            if $0.name.folded != $1.name.folded { return $0.name.folded.precedes($1.name.folded) }
            return ($0.organizationID?.rawValue ?? 0) < ($1.organizationID?.rawValue ?? 0)
        }
        for limit in [1, 2, 7] {
            let found = try connection.pages("course/list", [], limit: limit)
            #expect(found.ids == rows.map { Int64($0.id.rawValue) })
            let back = try connection.pages("course/list", ["\"dir\":\"desc\""], limit: limit)
            #expect(back.ids == found.ids.reversed())
            let published = try connection.pages(
                "course/list",
                ["\"published\":true", "\"sort\":\"created\""],
                limit: limit
            )
            let expected = rows.filter(\.isPublished).map { Int64($0.id.rawValue) }
            #expect(published.ids == expected.sorted())
        }
        try daemon.stop()
    }
}

enum CohortOracle {
    /// The order of cohorts; latest first where it is one of time.
    static func order(_ sort: String) -> (Cohort, Cohort) -> Bool {
        { left, right in
            switch sort {
            case "start" where left.startDate != right.startDate:
                guard let first = left.startDate else { return false }
                guard let second = right.startDate else { return true }
                return first > second
            case "name" where left.name.folded != right.name.folded:
                return left.name.folded.precedes(right.name.folded)
            case "code" where left.code?.folded != right.code?.folded:
                guard let first = left.code?.folded else { return false }
                guard let second = right.code?.folded else { return true }
                return first.precedes(second)
            case "created" where left.stamps.createdAt != right.stamps.createdAt:
                return left.stamps.createdAt > right.stamps.createdAt
            default: return left.id < right.id
            }
        }
    }
}
