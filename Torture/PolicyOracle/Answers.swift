internal import Client
internal import Records
internal import SchoolModel
internal import SchoolServices

/// Holds what a daemon lists for somebody to the sentences: the items that the operator is shown, but for
/// those that the sentences hide.
package struct Answers {
    let shelf: Shelf
    let hall: Hall
    /// How many lists were compared.
    package private(set) var count = 0
    /// Lists that are not as the sentences say.
    package private(set) var differences: [String] = []

    package init(_ shelf: Shelf, in hall: Hall) {
        self.shelf = shelf
        self.hall = hall
    }

    /// One list: a call, whose it is, and which of its items somebody sees.
    struct List {
        let method: String
        let parameters: String
        /// Whether the row that it is asked of is there for somebody.
        var owner: (Sentences) -> Bool = { _ in true }
        let sees: (Sentences, JSON) -> Bool
    }

    /// Asks everybody everything.
    package mutating func run() throws {
        let operatorTalk = try hall.connect(as: .service)
        let lists = lists
        var whole: [[JSON]] = []
        for list in lists { whole.append(try items(list, operatorTalk) ?? []) }
        for me in shelf.users {
            let mine = Sentences(of: me, in: shelf, on: Shelf.today)
            let kind = Caller(me).kind
            let talk = try hall.connect(as: Caller(me))
            for (list, all) in zip(lists, whole)
            where PolicyTable.standard.permits(kind, toCall: list.method) {
                count += 1
                let expected = list.owner(mine) ? all.filter { list.sees(mine, $0) } : nil
                let actual = try items(list, talk)
                guard actual != expected else { continue }
                differences.append(
                    "\(me.role) \(me.id) \(list.method) \(list.parameters): "
                        + "\(actual?.map(\.line) ?? ["notFound"]), "
                        + "not \(expected?.map(\.line) ?? ["notFound"])"
                )
            }
        }
    }

    /// The items of a list; nil where it is not found.
    private func items(_ list: List, _ talk: Connection) throws -> [JSON]? {
        let parameters = list.parameters.dropLast() + (list.parameters == "{}" ? "" : ",")
        let reply = try talk.call(list.method, [UInt8]("\(parameters)\"limit\":500}".utf8))
        let json = JSON(reply.json)
        if reply.isError {
            let isHidden = json?["data"]?["kind"]?.string == "notFound"
            return isHidden ? nil : [.text(String(decoding: reply.json, as: UTF8.self))]
        }
        return json?["items"]?.elements
    }

    // MARK: - Lists

    private var lists: [List] {
        var lists = [
            List(method: "cohort/list", parameters: "{}") { mine, item in
                shelf.cohorts.contains { $0.id == item.id("id") && mine.sees($0) == .all }
            },
            List(method: "group/list", parameters: "{\"status\":\"all\"}") { mine, item in
                shelf.groups.contains { $0.id == item.id("id") && mine.sees($0) == .all }
            },
            List(method: "student/list", parameters: "{\"status\":\"all\"}") { mine, item in
                shelf.users.contains { $0.id == item.id("id") && mine.sees($0) == .all }
            },
        ]
        lists += listsOfWork
        for user in shelf.users where user.role == .student { lists += self.lists(of: user) }
        for cohort in shelf.cohorts { lists += self.lists(of: cohort) }
        for group in shelf.groups {
            let days = "\"from\":\"2026-10-01\",\"to\":\"2026-10-15\""
            lists.append(
                List(
                    method: "attendance/range",
                    parameters: "{\"groupId\":\(group.id),\(days)}",
                    owner: { $0.sees(group) == .all },
                    sees: { $0.sees(markOf: $1.id("studentId"), in: $1.id("groupId")) }
                )
            )
        }
        return lists
    }

    private func lists(of student: User) -> [List] {
        let days = "\"from\":\"2026-10-01\",\"to\":\"2026-10-15\""
        return [
            List(
                method: "enrollment/listByStudent",
                parameters: "{\"studentId\":\(student.id)}",
                owner: { $0.sees(student) == .all },
                sees: { mine, item in
                    shelf.enrollments.contains { $0.id == item.id("id") && mine.sees($0) == .all }
                }
            ),
            List(
                method: "attendance/range",
                parameters: "{\"studentId\":\(student.id),\(days)}",
                owner: { $0.sees(student) == .all },
                sees: { $0.sees(markOf: $1.id("studentId"), in: $1.id("groupId")) }
            ),
            List(
                method: "schedule/unlocked",
                parameters: "{\"studentId\":\(student.id)}",
                owner: { $0.sees(student) == .all },
                sees: { mine, item in
                    let isMember = shelf.members.contains {
                        $0.studentID == student.id && $0.cohortID == item.id("cohortId")
                            && mine.sees($0) == .all
                    }
                    return isMember && isSeen(item, by: mine)
                }
            ),
        ]
    }

    private func lists(of cohort: Cohort) -> [List] {
        [
            List(
                method: "cohort/roster",
                parameters: "{\"cohortId\":\(cohort.id)}",
                owner: { $0.sees(cohort) == .all },
                sees: { mine, item in
                    shelf.members.contains {
                        $0.studentID == item.id("studentId") && $0.cohortID == cohort.id
                            && mine.sees($0) == .all
                    }
                }
            ),
            List(
                method: "schedule/unlocked",
                parameters: "{\"cohortId\":\(cohort.id)}",
                owner: { $0.sees(cohort) == .all },
                sees: { mine, item in isSeen(item, by: mine) }
            ),
        ]
    }

    /// Whether somebody sees the schedule that an item is made of.
    private func isSeen(_ item: JSON, by mine: Sentences) -> Bool {
        shelf.schedules.contains {
            $0.cohortID == item.id("cohortId") && $0.moduleID == item.id("moduleId")
                && mine.sees($0) == .all
        }
    }
}

extension JSON {
    func id<Row>(_ member: String) -> ID<Row> {
        ID(UInt64(self[member]?.int ?? 0))
    }
}
