public import Engine
public import Records
public import SchoolModel
internal import Storage

/// `attendance/day`: the students of a group on a day, marked or not, and those who have left but are
/// marked; by student.
public struct AttendanceDay: Query {
    public var group: ID<Group>
    public var day: Day

    public init(group: ID<Group>, day: Day) {
        self.group = group
        self.day = day
    }

    /// Writes an object with the register's version; refuses a group that does not exist.
    public func write<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let known: Group? = try stored { () throws(StoreError) in try snapshot.row(group) }
        guard known != nil else { throw .notFound(Group.table, id: group.rawValue) }
        let key = Key(.sheets, owner: group.rawValue, day: day)
        let sheet: AttendanceSheet? = try stored { () throws(StoreError) in
            try snapshot.row(at: key.bytes)
        }
        var students = Set(sheet?.marks.map(\.studentID) ?? [])
        let members = Key(.groupMembers, owner: group.rawValue)
        try snapshot.forEachRow(of: GroupMembership.self, under: members.bytes) {
            (row) throws(ServiceError) in
            let isThere = row.status == .active && row.leftAt == nil
            if row.role == .student, isThere { students.insert(row.userID) }
            return true
        }
        writeHead(sheet, to: &output)
        output.beginArray()
        for student in students.sorted() {
            let user: User = try stored { () throws(StoreError) in
                try snapshot.existing(student)
            }
            append(user, sheet?.mark(of: student), to: &output)
        }
        output.endArray()
        var json = output.writer(atMost: 1)
        json.literal("}")
    }

    private func writeHead(_ sheet: AttendanceSheet?, to output: inout OutputBuffer) {
        var json = output.writer(atMost: 160)
        json.literal("{\"groupId\":")
        json.number(group.rawValue)
        json.literal(",\"lessonDate\":")
        json.quoted(day)
        json.literal(",\"version\":")
        json.number(UInt64(sheet?.stamps.version ?? 0))
        json.literal(",\"students\":")
    }

    private func append(_ user: User, _ mark: AttendanceMark?, to output: inout OutputBuffer) {
        let bound = user.fullName.jsonByteBound + (mark?.note?.jsonByteBound ?? 4)
        var json = output.writer(atMost: 256 + bound)
        json.literal("{\"studentId\":")
        json.number(user.id.rawValue)
        json.literal(",\"fullName\":")
        user.fullName.writeJSON(to: &json)
        json.literal(",\"status\":")
        (mark?.status).writeJSON(to: &json)
        json.literal(",\"markedById\":")
        json.idOrNull(mark?.markedByID)
        json.literal(",\"markedAt\":")
        json.quoted(mark?.markedAt)
        json.literal(",\"note\":")
        (mark?.note).writeJSON(to: &json)
        json.literal(",\"entryState\":")
        (mark?.entryState).writeJSON(to: &json)
        json.literal("},")
    }
}
