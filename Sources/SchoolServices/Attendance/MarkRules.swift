internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

/// Who may be marked in a group, on which days: read once for a request.
struct MarkRules {
    let group: Group
    /// Everybody who ever was a student there, by id.
    let members: [GroupMembership]
    let today: Day
    let isStrict: Bool

    /// The membership of a student, or nil.
    func membership(of student: ID<User>) -> GroupMembership? {
        var (low, high) = (0, members.count)
        while low < high {
            let middle = (low + high) / 2
            if members[middle].userID < student { low = middle + 1 } else { high = middle }
        }
        guard low < members.count, members[low].userID == student else { return nil }
        return members[low]
    }

    /// Whether the group meets on a day; one without days meets on all.
    func isScheduled(_ date: Day) -> Bool {
        group.daysOfWeek.isEmpty || group.daysOfWeek.contains(weekday: date.weekday)
    }

    /// Refuses a day after today, and in strict requests one on which the group does not meet.
    func check(_ date: Day) throws(ServiceError) {
        guard date <= today else { throw .futureDate(date) }
        try AttendanceSheet.table.check(date, "lessonDate")
        try AttendanceSheet.table.require(
            !isStrict || isScheduled(date),
            "lessonDate",
            "offSchedule"
        )
    }

    /// Refuses who never was a student of the group.
    func check(_ student: ID<User>) throws(ServiceError) {
        guard membership(of: student) != nil else {
            throw .referenceMissing(
                GroupMembership.table,
                field: "studentId",
                id: student.rawValue
            )
        }
    }
}

extension Snapshot where Self: ~Copyable {
    /// The rules of a group that takes marks.
    borrowing func markRules(
        of group: ID<Group>,
        today: Day,
        isStrict: Bool = false
    ) throws(ServiceError) -> MarkRules {
        MarkRules(
            group: try markedGroup(group),
            members: try memberships(of: group, as: .student),
            today: today,
            isStrict: isStrict
        )
    }

    /// A group that takes marks from the caller.
    borrowing func markedGroup(_ id: ID<Group>) throws(ServiceError) -> Group {
        let group = try openGroup(id)
        try requireRight(toAdd: AttendanceSheet(groupID: id, lessonDate: Day(0)))
        return group
    }

    /// Whether a student is soft-deleted, and takes no new marks.
    borrowing func isDeletedStudent(_ student: ID<User>) throws(ServiceError) -> Bool {
        let key = Key(StudentProfile.place, owner: student)
        do throws(StoreError) {
            guard let content = try content(at: key.bytes) else { return false }
            do throws(RecordError) { return try StudentDeletionView(content).isDeleted } catch {
                throw StoreError.engine(.damaged(error))
            }
        } catch { throw ServiceError(error) }
    }
}
