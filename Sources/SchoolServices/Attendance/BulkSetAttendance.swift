public import Engine
public import Records
public import SchoolModel
public import Storage

/// Sets many marks of one group: each register is read once and written once.
///
/// Marking a class is a request whose items are all of one day.
public struct BulkSetAttendance: WriteRequest {
    public var group: ID<Group>
    public var items: [MarkItem]
    /// Whether days on which the group does not meet are refused.
    public var isStrict: Bool
    /// Whether one refusal refuses all.
    public var isAtomic: Bool

    public init(
        in group: ID<Group>,
        _ items: [MarkItem],
        isStrict: Bool = false,
        isAtomic: Bool = true
    ) {
        self.group = group
        self.items = items
        self.isStrict = isStrict
        self.isAtomic = isAtomic
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> AttendanceOutcome {
        try BulkOutcome.requireBound(items.count)
        let order = try orderByDay()
        let rules = try scope.markRules(
            of: group,
            today: context.today(at: scope.now),
            isStrict: isStrict
        )
        var outcome = AttendanceOutcome()
        var start = 0
        while start < order.count {
            let date = items[order[start]].lessonDate
            var end = start + 1
            while end < order.count, items[order[end]].lessonDate == date { end += 1 }
            try mark(order[start..<end], on: date, under: rules, &outcome, &scope, context)
            start = end
        }
        return outcome
    }

    /// The places of the items, by day and student; a student is on a day's register once.
    private func orderByDay() throws(ServiceError) -> [Int] {
        let order = items.indices.sorted {
            let (left, right) = (items[$0], items[$1])
            if left.lessonDate != right.lessonDate { return left.lessonDate < right.lessonDate }
            return left.studentID < right.studentID
        }
        for (index, next) in zip(order, order.dropFirst())
        where items[index].studentID == items[next].studentID
            && items[index].lessonDate == items[next].lessonDate
        {
            let later = max(index, next)
            throw .invalidParams(path: "items[\(later)]", reason: "the same student and day twice")
        }
        return order
    }

    /// One day: the register is read, edited and written.
    private func mark<T: WriteTransaction & ~Copyable>(
        _ order: ArraySlice<Int>,
        on date: Day,
        under rules: MarkRules,
        _ outcome: inout AttendanceOutcome,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) {
        var edit = try scope.openSheet(of: group, on: date)
        for index in order {
            do throws(ServiceError) {
                try rules.check(date)
                let effect = try set(items[index], in: &edit, under: rules, &scope, context)
                outcome.count(effect)
            } catch {
                try outcome.refuse(error, at: index, isAtomic: isAtomic)
            }
        }
        let sheet = try scope.put(edit)
        if date <= rules.today { outcome.note(sheet, under: rules) }
    }

    private func set<T: WriteTransaction & ~Copyable>(
        _ item: MarkItem,
        in edit: inout SheetEdit,
        under rules: MarkRules,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> SheetEdit.Effect {
        try rules.check(item.studentID)
        try AttendanceSheet.table.check(item.note, "note", 0...2_000)
        let (mark, effect) = edit.mark(item, by: context.performer, at: scope.now)
        guard effect != .unchanged else { return effect }
        if try scope.isDeletedStudent(item.studentID) {
            throw .deleted(User.table, id: item.studentID.rawValue)
        }
        edit.sheet.set(mark)
        return effect
    }
}

extension AttendanceOutcome {
    /// Notes a refused item; in a request that is all or nothing, it refuses the whole.
    fileprivate mutating func refuse(
        _ error: ServiceError,
        at index: Int,
        isAtomic: Bool
    ) throws(ServiceError) {
        var bulk = BulkOutcome()
        try bulk.refuse(error, at: index, isAtomic: isAtomic)
        failed += bulk.failed
    }
}
