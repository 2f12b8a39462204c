internal import Collation
internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var groupMethods: [Method<Guest>] {
        [
            groupCreate, groupList, groupGet, groupMembers, groupListByUser, groupAddStudents,
        ] + groupChanges + groupMemberChanges
    }

    private var groupCreate: Method<Guest> {
        writing(.groupCreate) { parameters throws(RPCError) in
            let group = try parameters.groupDraft()
            let organization = try parameters.nameIfPresent(
                "organizationId",
                of: Organization.self
            )
            let course = try parameters.nameIfPresent("courseId", of: Course.self)
            let teacher = try parameters.nameIfPresent("teacherId", of: User.self)
            return { scope, context throws(ServiceError) in
                var draft = group
                draft.organizationID = try organization.resolve(in: scope)
                draft.courseID = try course.resolve(in: scope)
                draft.teacherID = try teacher.resolve(in: scope)
                return try CreateGroup(draft).run(in: &scope, as: scope.settled(context))
            }
        } _: { (group: Group, output) in
            output.append(row: group)
        }
    }

    private var groupAddStudents: Method<Guest> {
        writing(.groupAddStudents) { parameters throws(RPCError) in
            let group = try parameters.name("groupId", of: Group.self)
            let students = try parameters.people("studentIds")
            let metadata = try parameters.metadata()
            let instant = try parameters.instantIfPresent("enrolledAt")
            let isAtomic = try parameters.bool("atomic", default: true)
            return { scope, context throws(ServiceError) in
                try AddStudents(
                    to: group.resolve(in: scope),
                    named: students,
                    enrolledAt: instant,
                    metadata: metadata,
                    isAtomic: isAtomic
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: BulkOutcome, output) in
            output.append(outcome, created: "added")
        }
    }
}

/// Which rows a list shows of those that can be deleted and restored.
enum RowState {
    case active, deleted, all

    func takes(isActive: Bool, isDeleted: Bool) -> Bool {
        switch self {
        case .active: isActive && !isDeleted
        case .deleted: isDeleted
        case .all: true
        }
    }
}

extension Parameters {
    /// `status` of a list.
    func rowState() throws(RPCError) -> RowState {
        switch try stringIfPresent("status") {
        case nil, "active": return .active
        case "deleted": return .deleted
        case "all": return .all
        default: throw invalid("status", "notOneOf", hint: "one of active, deleted, all")
        }
    }

    fileprivate func groupDraft() throws(RPCError) -> GroupDraft {
        var draft = GroupDraft(name: try string("name"))
        draft.code = try stringIfPresent("code")
        draft.displayName = try stringIfPresent("displayName")
        draft.monthlyLessonsCount =
            try countIfPresent("monthlyLessonsCount") ?? draft.monthlyLessonsCount
        if let text = try stringIfPresent("monthlyFee") {
            guard let fee = Money(text) else { throw invalid("monthlyFee", "decimal") }
            draft.monthlyFee = fee
        }
        if let text = try stringIfPresent("startTime") {
            guard let time = TimeOfDay(text) else { throw invalid("startTime", "time") }
            draft.startTime = time
        }
        if has("daysOfWeek") {
            var elements = try elements("daysOfWeek")
            while let element = elements.next() {
                guard let day = element.integer, (1...7).contains(day) else {
                    throw invalid("daysOfWeek", "range", hint: "1 for Monday to 7 for Sunday")
                }
                draft.daysOfWeek.insert(Weekdays(rawValue: 1 << UInt8(day - 1)))
            }
        }
        return draft
    }
}

extension TimeOfDay {
    /// Reads `09:05`.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard text.utf8.count == 5, parts.count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        self.init(minutes: hour * 60 + minute)
    }
}
