public import Engine
public import Records
public import SchoolModel
public import Storage

/// Gives all students of a group the same mark for one lesson.
public struct MarkAll: WriteRequest {
    public var group: ID<Group>
    public var lessonDate: Day
    public var status: AttendanceStatus
    /// Whether marks that there are stay.
    public var onlyMissing: Bool
    /// Whether a day on which the group does not meet is refused.
    public var isStrict: Bool

    public init(
        in group: ID<Group>,
        on lessonDate: Day,
        _ status: AttendanceStatus = .present,
        onlyMissing: Bool = false,
        isStrict: Bool = false
    ) {
        self.group = group
        self.lessonDate = lessonDate
        self.status = status
        self.onlyMissing = onlyMissing
        self.isStrict = isStrict
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> AttendanceOutcome {
        let rules = try scope.markRules(
            of: group,
            today: context.today(at: scope.now),
            isStrict: isStrict
        )
        try rules.check(lessonDate)
        var edit = try scope.openSheet(of: group, on: lessonDate)
        var outcome = AttendanceOutcome()
        for member in rules.members where member.isTaught(on: lessonDate, context) {
            let isMarked = edit.sheet.index(of: member.userID).isMarked
            if onlyMissing, isMarked { continue }
            let item = MarkItem(member.userID, on: lessonDate, status)
            let (mark, effect) = edit.mark(item, by: context.performer, at: scope.now)
            if effect != .unchanged {
                if try scope.isDeletedStudent(member.userID) { continue }
                edit.sheet.set(mark)
            }
            outcome.count(effect)
        }
        outcome.note(try scope.put(edit), under: rules)
        return outcome
    }
}

extension GroupMembership {
    /// Whether a student was in the group on a day.
    func isTaught(on day: Day, _ context: Context) -> Bool {
        guard context.day(enrolledAt) <= day else { return false }
        guard let leftAt else { return status == .active }
        return context.day(leftAt) > day
    }
}
