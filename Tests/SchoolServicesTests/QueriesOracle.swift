import Records
import SchoolModel

/// What an answer should be, put together from entity rows: members, and arrays of objects.
enum Oracle {
    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
    }

    static func array(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

    /// Any value in its own JSON.
    static func json<V: FieldValue>(_ value: V) -> String {
        var output = OutputBuffer()
        do {
            var json = output.writer(atMost: value.jsonByteBound)
            value.writeJSON(to: &json)
        }
        return (try? String(utf8: output.bytes)) ?? "not UTF-8"
    }

    static func mark(_ group: ID<Group>, _ day: Day, _ mark: AttendanceMark) -> String {
        object([
            ("groupId", json(group)), ("studentId", json(mark.studentID)),
            ("lessonDate", json(day)),
            ("status", json(mark.status)), ("markedById", json(mark.markedByID)),
            ("markedAt", json(mark.markedAt)), ("note", json(mark.note)),
            ("entryState", json(mark.entryState)),
        ])
    }

    static func member(_ member: CohortMember, lessons: Int) -> String {
        object([
            ("cohortId", json(member.cohortID)), ("courseId", json(member.courseID)),
            ("studentId", json(member.studentID)), ("name", json(member.fullName)),
            ("email", json(member.email)), ("status", json(member.status)),
            ("enrolledAt", json(member.enrolledAt)),
            ("lastActivityAt", json(member.lastActivityAt)),
            ("completedLessons", json(member.completedLessons)), ("totalLessons", json(lessons)),
            (
                "progressPercentage",
                json(lessons == 0 ? 0 : 100 * member.completedLessons / lessons)
            ),
            ("discussionPosts", json(member.discussionPosts)),
            ("forumPosts", json(member.forumPosts)),
        ])
    }

    static func enrollment(_ row: Enrollment, _ name: FoldedText) -> String {
        object([
            ("id", json(row.id)), ("courseId", json(row.courseID)), ("courseName", json(name)),
            ("studentId", json(row.studentID)), ("cohortId", json(row.cohortID)),
            ("status", json(row.status)), ("active", json(row.status == .active)),
            ("enrolledAt", json(row.enrolledAt)), ("completedAt", json(row.completedAt)),
            ("progressPercentage", json(row.progressPercentage)),
        ])
    }

    static func status(_ module: Module, _ row: CohortSchedule?, on day: Day, open: Bool) -> String
    {
        var reason = "not_scheduled"
        var isUnlocked = open
        var daysUntil: Int?
        if let row {
            isUnlocked = row.unlockDate <= day && (row.lockDate.map { day < $0 } ?? true)
            let isEarly = day < row.unlockDate
            reason = isUnlocked ? "unlocked" : isEarly ? "locked_until" : "locked_after"
            if isEarly { daysUntil = day.days(until: row.unlockDate) }
        }
        return object([
            ("moduleId", json(module.id)), ("title", json(module.title)),
            ("orderIndex", json(module.orderIndex)), ("unlockDate", json(row?.unlockDate)),
            ("lockDate", json(row?.lockDate)), ("isUnlocked", json(isUnlocked)),
            ("reason", json(reason)), ("daysUntil", json(daysUntil)),
        ])
    }

    static func unlocked(_ row: CohortSchedule) -> String {
        object([
            ("cohortId", json(row.cohortID)), ("moduleId", json(row.moduleID)),
            ("title", json(row.title)), ("orderIndex", json(row.orderIndex)),
            ("unlockDate", json(row.unlockDate)), ("lockDate", json(row.lockDate)),
        ])
    }
}
