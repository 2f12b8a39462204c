public import Engine
public import Records
public import SchoolModel
public import Storage

/// Sets one mark.
public struct SetAttendance: WriteRequest {
    public var group: ID<Group>
    public var item: MarkItem
    /// Whether a day on which the group does not meet is refused.
    public var isStrict: Bool
    /// The version of the register that the caller has seen.
    public var ifVersion: Int?

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var mark: AttendanceMark
        /// The register's version.
        public var version: Int
        public var isNew: Bool
        public var isChanged: Bool
        /// What the caller should know beside the mark: `off_schedule`.
        public var warnings: [String]
    }

    public init(
        in group: ID<Group>,
        _ item: MarkItem,
        isStrict: Bool = false,
        ifVersion: Int? = nil
    ) {
        self.group = group
        self.item = item
        self.isStrict = isStrict
        self.ifVersion = ifVersion
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let group = try scope.markedGroup(group)
        var members: [GroupMembership] = []
        if let known = try scope.membership(of: item.studentID, in: group.id, as: .student) {
            members = [known]
        }
        let rules = MarkRules(
            group: group,
            members: members,
            today: context.today(at: scope.now),
            isStrict: isStrict
        )
        try rules.check(item.lessonDate)
        try rules.check(item.studentID)
        try AttendanceSheet.table.check(item.note, "note", 0...2_000)
        var edit = try scope.openSheet(of: group.id, on: item.lessonDate)
        try edit.sheet.requireVersion(ifVersion)
        let (mark, effect) = edit.mark(item, by: context.performer, at: scope.now)
        if effect != .unchanged {
            if try scope.isDeletedStudent(item.studentID) {
                throw .deleted(User.table, id: item.studentID.rawValue)
            }
            edit.sheet.set(mark)
        }
        let sheet = try scope.put(edit)
        return Outcome(
            mark: mark,
            version: sheet.stamps.version,
            isNew: effect == .created,
            isChanged: effect != .unchanged,
            warnings: rules.isScheduled(item.lessonDate) ? [] : ["off_schedule"]
        )
    }
}
