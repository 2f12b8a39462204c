public import Engine
public import Records
public import SchoolModel
public import Storage

/// Takes marks away; a register without any goes.
public struct ClearAttendance: WriteRequest {
    public var group: ID<Group>
    public var items: [Item]

    /// One mark.
    public struct Item: Equatable, Sendable {
        public var studentID: ID<User>
        public var lessonDate: Day

        public init(_ studentID: ID<User>, on lessonDate: Day) {
            self.studentID = studentID
            self.lessonDate = lessonDate
        }
    }

    public init(in group: ID<Group>, _ items: [Item]) {
        self.group = group
        self.items = items
    }

    /// Answers how many marks there were.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Int {
        try BulkOutcome.requireBound(items.count)
        _ = try scope.markedGroup(group)
        let days = Dictionary(grouping: items, by: \.lessonDate)
        var cleared = 0
        for (day, items) in days.sorted(by: { $0.key < $1.key }) {
            var edit = try scope.openSheet(of: group, on: day)
            for item in items where edit.sheet.removeMark(of: item.studentID) { cleared += 1 }
            _ = try scope.put(edit)
        }
        return cleared
    }
}
