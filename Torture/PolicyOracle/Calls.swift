internal import Oracle
internal import Records
package import SchoolAPI
internal import SchoolModel

/// Random calls of any method, made of what the method says of its parameters.
package struct Calls {
    private var dice: Dice
    private let shelf: Shelf

    package init(seed: UInt64, in shelf: Shelf) {
        dice = Dice(seed: seed)
        self.shelf = shelf
    }

    /// One of some methods.
    package mutating func pick(_ methods: [MethodMessage]) -> MethodMessage {
        methods[dice.below(methods.count)]
    }

    /// Parameters of a method: JSON.
    package mutating func parameters(of method: MethodMessage) -> String {
        if dice.percent(50), let aimed = aimed(method) { return aimed }
        var members: [String] = []
        for parameter in method.parameters {
            let name = "\(parameter.name)"
            // A cursor is of the list that gave it.
            if name == "cursor" || name == "page" { continue }
            // One that is not given is made up, differently each time.
            let isNeeded = parameter.isRequired || name == "password"
            guard isNeeded || dice.percent(35) else { continue }
            members.append("\"\(name)\":\(value(parameter.shape, named: name, of: method))")
        }
        return "{\(members.joined(separator: ","))}"
    }

    /// Parameters that belong together, where chance would hardly ever bring them together.
    private mutating func aimed(_ method: MethodMessage) -> String? {
        switch "\(method.name)" {
        case "cohort/transfer":
            guard let member = dice.pick(shelf.members.filter(\.isActive)) else { return nil }
            let course = shelf.cohorts.first { $0.id == member.cohortID }?.courseID
            let others = shelf.cohorts.filter { $0.courseID == course && $0.id != member.cohortID }
            guard course != nil, let other = dice.pick(others) else { return nil }
            return
                "{\"studentId\":\(member.studentID),\"from\":\(member.cohortID),\"to\":\(other.id)}"
        case "group/moveStudent":
            let students = shelf.memberships.filter { $0.role == .student && $0.isActive }
            guard let row = dice.pick(students),
                let home = shelf.groups.first(where: { $0.id == row.groupID }),
                let other = dice.pick(
                    shelf.groups.filter {
                        $0.teacherID == home.teacherID && $0.id != home.id
                    }
                )
            else { return nil }
            return "{\"studentId\":\(row.userID),\"from\":\(home.id),\"to\":\(other.id)}"
        case "module/reorder":
            guard let course = dice.pick(shelf.courses)?.id else { return nil }
            let modules = shelf.modules.filter { $0.courseID == course }.map { "\($0.id)" }
            return "{\"courseId\":\(course),\"moduleIds\":[\(modules.joined(separator: ","))]}"
        case "lesson/reorder":
            guard let module = dice.pick(shelf.modules)?.id else { return nil }
            let lessons = shelf.lessons.filter { $0.moduleID == module }.map { "\($0.id)" }
            return "{\"moduleId\":\(module),\"lessonIds\":[\(lessons.joined(separator: ","))]}"
        case "group/restore":
            return dice.pick(shelf.groups).map { "{\"id\":\($0.id)}" }
        case "admin/export":
            return "{\"entities\":[\"\(dice.pick(["user", "roster", "student"]) ?? "")\"]}"
        case "enrollment/create":
            guard let course = dice.pick(shelf.courses) else { return nil }
            let students = shelf.users.filter {
                $0.role == .student && $0.organizationID == course.organizationID
            }
            return dice.pick(students).map {
                "{\"courseId\":\(course.id),\"studentId\":\($0.id)}"
            }
        case "test/grade":
            let attempt = dice.pick(shelf.attempts.filter { $0.status == .submitted })
            return attempt.map { "{\"attemptId\":\($0.id),\"score\":\"5.00\"}" }
        default: return nil
        }
    }

    private mutating func value(
        _ shape: Shape,
        named name: String,
        of method: MethodMessage
    ) -> String {
        switch shape {
        case .id(let entity): id(of: "\(entity)")
        case .integer: "\(dice.number(1...5))"
        case .boolean: dice.percent(50) ? "true" : "false"
        case .text: text(named: name)
        case .date: "\"2026-10-\(dice.number(10...20))\""
        case .month: "\"2026-10\""
        case .time: "\"09:05\""
        case .instant: "\"2026-10-10T09:00:00.000Z\""
        case .decimal: "\"12.50\""
        case .oneOf(let texts): "\"\(dice.pick(texts) ?? "")\""
        case .array(let shape):
            "["
                + (0..<dice.number(1...2)).map { _ in value(shape, named: name, of: method) }
                .joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.compactMap { member in
                    if case .maybe = member.1, dice.percent(60) { return nil }
                    let value = value(member.1, named: "\(member.0)", of: method)
                    return "\"\(member.0)\":\(value)"
                }.joined(separator: ",") + "}"
        case .nullable(let shape), .maybe(let shape): value(shape, named: name, of: method)
        case .anyObject: patch(of: method)
        case .any: "1"
        case .map, .named, .extended: "{}"
        case .null: "null"
        }
    }

    private mutating func text(named name: String) -> String {
        switch name {
        case "email": "\"u\(dice.number(1...60))@school.az\""
        case "password": "\"secret words\""
        case "search": "\"\(dice.pick(["a", "k", "e", "hidden", "1"]) ?? "")\""
        case "areas": "\"\(dice.pick(["group", "cohort", "user"]) ?? "")\""
        case "method": "\"\(dice.pick(["cohort/list", "user/list"]) ?? "")\""
        case "code": "\"k\(dice.number(1...30))\""
        default: "\"text \(dice.number(1...1_000))\""
        }
    }

    private mutating func patch(of method: MethodMessage) -> String {
        switch "\(method.name)" {
        case "enrollment/update":
            "{\"status\":\"\(dice.pick(["active", "dropped", "paused"]) ?? "")\"}"
        case "cohort/update": "{\"language\":\"text \(dice.number(1...9))\"}"
        case "payment/update", "codingTask/update", "test/update", "module/update", "lesson/update":
            "{\"title\":\"text \(dice.number(1...9))\"}"
        case "user/update": "{\"phone\":\"text \(dice.number(1...9))\"}"
        case "attendance/bulkSet":
            "{\(mark),\"status\":\"\(dice.pick(["present", "late", "absent"]) ?? "")\"}"
        case "attendance/clear": "{\(mark)}"
        default: "{\"name\":\"text \(dice.number(1...99))\"}"
        }
    }

    /// A student of some group, and a day.
    private var mark: String {
        mutating get {
            let student = dice.pick(shelf.memberships)?.userID ?? 1
            return "\"studentId\":\(student),\"date\":\"2026-10-\(dice.number(10...15))\""
        }
    }

    private func idsOfWork(_ entity: String) -> [UInt64] {
        switch entity {
        case "test": shelf.tests.map(\.id.rawValue)
        case "testAttempt": shelf.attempts.map(\.id.rawValue)
        case "testSeries": shelf.series.map(\.id.rawValue)
        case "payment": shelf.payments.map(\.id.rawValue)
        case "codingTopic": shelf.topics.map(\.id.rawValue)
        case "codingTask": shelf.tasks.map(\.id.rawValue)
        case "codingTestCase": shelf.cases.map(\.id.rawValue)
        case "codingSubmission": shelf.submissions.map(\.id.rawValue)
        case "lessonDiscussion": shelf.discussions.map(\.id.rawValue)
        case "forumPost": shelf.forum.map(\.id.rawValue)
        case "forumReply": shelf.replies.map(\.id.rawValue)
        default: [1, 2, 3]
        }
    }

    /// The id of a row, now and then of one that does not exist, or its name in another system.
    private mutating func id(of entity: String) -> String {
        let ids: [UInt64] =
            switch entity {
            case "organization": shelf.organizations.map(\.id.rawValue)
            case "academicProgram": shelf.programs.map(\.id.rawValue)
            case "user": shelf.users.map(\.id.rawValue)
            case "course": shelf.courses.map(\.id.rawValue)
            case "module": shelf.modules.map(\.id.rawValue)
            case "lesson": shelf.lessons.map(\.id.rawValue)
            case "enrollment": shelf.enrollments.map(\.id.rawValue)
            case "cohort": shelf.cohorts.map(\.id.rawValue)
            case "cohortMember": shelf.members.map(\.id.rawValue)
            case "group": shelf.groups.map(\.id.rawValue)
            case "groupMembership": shelf.memberships.map(\.id.rawValue)
            default: idsOfWork(entity)
            }
        if dice.percent(5) { return "999" }
        if dice.percent(10), entity == "user" || entity == "course" {
            return "{\"ref\":{\"source\":\"old\",\"id\":\"\(dice.number(0...30))\"}}"
        }
        return "\(dice.pick(ids) ?? 1)"
    }
}
