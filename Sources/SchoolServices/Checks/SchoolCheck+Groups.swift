internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension SchoolCheck {
    mutating func check<S: Snapshot & ~Copyable>(
        _ row: GroupMembership,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        let isRight = (row.status == .active) == (row.leftAt == nil)
        require(isRight, "membership.left_but_active", row)
        require(row.enrolledAt != .missing, "membership.null_enrolled_at", row)
        guard let group = try snapshot.found(row.groupID),
            let user = try snapshot.found(row.userID)
        else { return }
        require(row.organizationID == group.organizationID, "org.mismatch", row)
        let isFitting =
            row.role == .teacher
            ? user.role == .teacher || user.role == .admin : user.role != .parent
        require(isFitting, "membership.role", row, "\(user.role.name)")
    }

    mutating func check<S: Snapshot & ~Copyable>(
        _ row: AttendanceSheet,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        // Registers of one group come one after another.
        if members.group != row.groupID {
            let memberships = try snapshot.memberships(of: row.groupID, as: .student)
            members = (row.groupID, Set(memberships.map(\.userID)))
        }
        if row.marks.isEmpty { add("attendance.empty", row) }
        if let today, row.lessonDate > today { add("attendance.future", row) }
        for mark in row.marks where !members.students.contains(mark.studentID) {
            let detail = "student \(mark.studentID), day \(row.lessonDate.number)"
            let isThere = try snapshot.found(mark.studentID) != nil
            let rule = isThere ? "attendance.not_member" : "attendance.orphan"
            add(rule, row, mark.studentID, detail)
        }
    }

    private mutating func add(
        _ rule: String,
        _ sheet: AttendanceSheet,
        _ student: ID<User>? = nil,
        _ detail: String = ""
    ) {
        let group = sheet.groupID.rawValue
        add(rule, AttendanceSheet.table, group, detail) { finding in
            finding.lessonDate = sheet.lessonDate
            finding.studentID = student?.rawValue
        }
    }
}
