internal import Client
internal import Oracle
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

/// Holds a daemon's answers about single rows to the sentences: everybody asks for every row through a
/// socket, and tries to change it where the sentences forbid that.
package struct Visits {
    let shelf: Shelf
    private let hall: Hall
    /// How many calls were made.
    package private(set) var count = 0
    /// What they came to.
    package private(set) var coverage = Coverage()
    /// Calls that ended otherwise than the sentences say.
    package private(set) var differences: [String] = []

    package init(_ shelf: Shelf, in hall: Hall) {
        self.shelf = shelf
        self.hall = hall
    }

    /// What the sentences say of a call.
    enum Verdict {
        case hidden, forbidden, permitted
    }

    /// One call, and what the sentences say of it.
    struct Visit {
        let method: String
        let parameters: String
        let verdict: (Sentences) -> Verdict
        /// Whether it leaves the school as it is; then it is made by those too who may.
        let isHarmless: Bool
    }

    /// Everybody's calls, then those of whoever has not logged in, and of a service.
    package mutating func run(seed: UInt64) throws {
        let visits = visits
        for me in shelf.users {
            let mine = Sentences(of: me, in: shelf, on: Shelf.today)
            let kind = Caller(me).kind
            let talk = try hall.connect(as: Caller(me))
            for visit in visits {
                let isFor = PolicyTable.standard.permits(kind, toCall: visit.method)
                let verdict = isFor ? visit.verdict(mine) : .forbidden
                if verdict == .permitted, !visit.isHarmless { continue }
                let reply = try talk.call(visit.method, [UInt8](visit.parameters.utf8))
                let ending = Coverage.Ending(reply)
                count += 1
                coverage.note(visit.method, by: kind, ending)
                let isRight =
                    switch verdict {
                    case .hidden: ending == .notFound
                    case .forbidden: ending == .forbidden || isFor && ending == .refused
                    case .permitted: ending != .notFound && ending != .forbidden
                    }
                guard !isRight else { continue }
                let text = String(decoding: reply.json.prefix(300), as: UTF8.self)
                differences.append(
                    "\(me.role) \(me.id) \(visit.method) \(visit.parameters), \(verdict): \(text)"
                )
            }
        }
        try strangers(seed)
        try services(seed)
    }

    // MARK: - Nobody, and the operator

    /// Whoever has not logged in gets nothing out of any method but the open ones.
    private mutating func strangers(_ seed: UInt64) throws {
        let talk = try hall.connect(as: nil)
        var calls = Calls(seed: seed, in: shelf)
        for method in MethodMessage.all where !method.isOpen {
            let parameters = calls.parameters(of: method)
            let reply = try talk.call("\(method.name)", [UInt8](parameters.utf8))
            count += 1
            guard JSON(reply.json)?["data"]?["kind"]?.string != "notLoggedIn" else { continue }
            differences.append("a stranger \(method.name) \(parameters) is answered")
        }
    }

    /// A service is refused nothing for who it is.
    private mutating func services(_ seed: UInt64) throws {
        var calls = Calls(seed: seed, in: shelf)
        for method in MethodMessage.all where method.effect == .reads {
            let talk = try hall.connect(as: .service)
            let parameters = calls.parameters(of: method)
            let reply = try talk.call("\(method.name)", [UInt8](parameters.utf8))
            count += 1
            coverage.note("\(method.name)", by: .service, Coverage.Ending(reply))
            guard Coverage.Ending(reply) == .forbidden else { continue }
            differences.append("a service \(method.name) \(parameters) is forbidden")
        }
    }

    // MARK: - Visits

    private func find<Row: Told & Record>(
        _ method: String,
        _ rows: [Row],
        inPart: Bool = false
    ) -> [Visit] {
        rows.map { row in
            Visit(
                method: method,
                parameters: "{\"id\":\(row.id)}",
                verdict: { mine in
                    switch row.sight(of: mine) {
                    case .all: .permitted
                    case .part: inPart ? .permitted : .hidden
                    case .nothing: .hidden
                    }
                },
                isHarmless: true
            )
        }
    }

    private func delete<Row: Told & Record>(_ method: String, _ rows: [Row]) -> [Visit] {
        rows.map { row in
            Visit(
                method: method,
                parameters: "{\"id\":\(row.id)}",
                verdict: { mine in
                    guard row.sight(of: mine) == .all else { return .hidden }
                    return row.mayGo(by: mine) ? .permitted : .forbidden
                },
                isHarmless: false
            )
        }
    }

    private func change<Row: Told & Record>(
        _ method: String,
        _ rows: [Row],
        _ more: String,
        _ edit: @escaping (inout Row) -> Void
    ) -> [Visit] {
        rows.compactMap { row in
            var new = row
            edit(&new)
            guard new != row else { return nil }
            let wanted = new
            return Visit(
                method: method,
                parameters: "{\"id\":\(row.id),\(more)}",
                verdict: { mine in
                    guard row.sight(of: mine) == .all else { return .hidden }
                    return row.mayBecome(wanted, by: mine) ? .permitted : .forbidden
                },
                isHarmless: false
            )
        }
    }

    private var visits: [Visit] { gets + deletes + changes }

    private var gets: [Visit] {
        find("organization/get", shelf.organizations) + find("program/get", shelf.programs)
            + find("user/get", shelf.users)
            + find("student/get", shelf.users.filter { $0.role == .student })
            + find("teacher/get", shelf.users.filter { $0.role == .teacher })
            + find("application/get", shelf.applications) + find("course/get", shelf.courses)
            + find("module/get", shelf.modules) + find("lesson/get", shelf.lessons)
            + find("enrollment/get", shelf.enrollments) + find("cohort/get", shelf.cohorts)
            + find("group/get", shelf.groups) + find("payment/get", shelf.payments)
            + find("log/get", shelf.trail, inPart: true)
            + find("codingTask/get", shelf.tasks)
            + find("codingSubmission/get", shelf.submissions, inPart: true)
            + find("test/get", shelf.tests) + find("discussion/thread", shelf.discussions)
            + find("forum/get", shelf.forum)
    }

    private var deletes: [Visit] {
        delete("program/delete", shelf.programs) + delete("module/delete", shelf.modules)
            + delete("lesson/delete", shelf.lessons) + delete("cohort/delete", shelf.cohorts)
            + delete("codingTopic/delete", shelf.topics)
            + delete("codingTestCase/delete", shelf.cases)
            + delete("testSeries/delete", shelf.series)
            + delete("discussion/delete", shelf.discussions)
            + delete("forum/delete", shelf.forum) + delete("forum/deleteReply", shelf.replies)
            + delete("group/hardDelete", shelf.groups)
    }

    private var changes: [Visit] {
        let (title, name) = (#""patch":{"title":"new"}"#, #""patch":{"name":"new"}"#)
        let (text, content) = (#""patch":{"description":"new"}"#, #""content":"new""#)
        let (phone, code) = (#""patch":{"phone":"new"}"#, #""patch":{"code":"new"}"#)
        let language = #""patch":{"language":"new"}"#
        let all: [[Visit]] = [
            change("organization/update", shelf.organizations, name) { $0.name = "new" },
            change("program/update", shelf.programs, name) { $0.name = "new" },
            change("user/update", shelf.users, phone) { $0.phone = "new" },
            change("course/update", shelf.courses, text) { $0.description = "new" },
            change("module/update", shelf.modules, title) { $0.title = "new" },
            change("lesson/update", shelf.lessons, title) { $0.title = "new" },
            change("cohort/update", shelf.cohorts, language) { $0.language = "new" },
            change("group/update", shelf.groups, code) { $0.code = "new" },
            change("payment/update", shelf.payments, title) { $0.title = "new" },
            change("test/update", shelf.tests, title) { $0.title = "new" },
            change("codingTask/update", shelf.tasks, title) { $0.title = "new" },
            change("testSeries/update", shelf.series, name) { $0.name = "new" },
            change("discussion/edit", shelf.discussions, content) { $0.content = "new" },
            change("forum/edit", shelf.forum, content) { $0.content = "new" },
            change("forum/editReply", shelf.replies, content) { $0.content = "new" },
            change("forum/pin", shelf.forum, #""pinned":true"#) { $0.isPinned = true },
            change("forum/lock", shelf.forum, #""locked":true"#) { $0.isLocked = true },
        ]
        return all.flatMap(\.self)
    }
}
