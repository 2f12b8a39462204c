internal import Records
internal import SchoolModel

/// The shapes that have names: the rows of the store, and what the hot lists answer.
public enum NamedShapes {
    /// Every name, in order, with the members of its objects.
    public static let all: [(name: StaticString, members: [(String, Shape)])] = lists + entities

    /// The members of the objects of a shape.
    static func memberNames(of name: StaticString) -> [String] {
        all.first { "\($0.name)" == "\(name)" }?.members.map(\.0) ?? []
    }

    private static let lists: [(name: StaticString, members: [(String, Shape)])] = [
        (
            "AttendanceRecord",
            [
                ("groupId", .id("group")), ("studentId", .id("user")), ("lessonDate", .date),
                ("status", .oneOf(["present", "late", "absent", "excused"])),
                ("markedById", .nullable(.id("user"))), ("markedAt", .nullable(.instant)),
                ("note", .nullable(.text)), ("entryState", .oneOf(["draft", "confirmed"])),
            ]
        ),
        (
            "EnrollmentRow",
            [
                ("id", .id("enrollment")), ("courseId", .id("course")), ("courseName", .text),
                ("studentId", .id("user")), ("cohortId", .nullable(.id("cohort"))),
                ("status", .oneOf(["active", "inactive", "paused", "completed", "dropped"])),
                ("active", .boolean), ("enrolledAt", .instant),
                ("completedAt", .nullable(.instant)), ("progressPercentage", .integer),
            ]
        ),
        (
            "RosterRow",
            [
                ("cohortId", .id("cohort")), ("courseId", .nullable(.id("course"))),
                ("studentId", .id("user")), ("name", .text), ("email", .text),
                ("status", .oneOf(["active", "paused", "completed", "dropped"])),
                ("enrolledAt", .instant), ("lastActivityAt", .nullable(.instant)),
                ("completedLessons", .integer), ("totalLessons", .integer),
                ("progressPercentage", .integer), ("discussionPosts", .integer),
                ("forumPosts", .integer),
            ]
        ),
        (
            "ScheduleEvent",
            [
                ("date", .date), ("event", .oneOf(["unlock", "lock"])), ("cohortId", .id("cohort")),
                ("courseId", .id("course")), ("moduleId", .id("module")), ("title", .text),
                ("orderIndex", .integer),
            ]
        ),
        (
            "ScheduleStatusRow",
            [
                ("moduleId", .id("module")), ("title", .text), ("orderIndex", .integer),
                ("unlockDate", .nullable(.date)), ("lockDate", .nullable(.date)),
                ("isUnlocked", .boolean),
                ("reason", .oneOf(["unlocked", "locked_until", "locked_after", "not_scheduled"])),
                ("daysUntil", .nullable(.integer)),
            ]
        ),
        (
            "UnlockedModuleRow",
            [
                ("cohortId", .id("cohort")), ("moduleId", .id("module")), ("title", .text),
                ("orderIndex", .integer), ("unlockDate", .date), ("lockDate", .nullable(.date)),
            ]
        ),
    ]

    /// The rows of the store, as their own fields say.
    private static let entities: [(name: StaticString, members: [(String, Shape)])] = [
        ("AcademicProgram", members(of: AcademicProgram.self)),
        ("ActivityLog", members(of: ActivityLog.self)),
        ("Cohort", members(of: Cohort.self)),
        ("CohortMember", members(of: CohortMember.self)),
        ("CohortSchedule", members(of: CohortSchedule.self)),
        ("Course", members(of: Course.self)),
        ("Enrollment", members(of: Enrollment.self)),
        ("Group", members(of: Group.self)),
        ("GroupMembership", members(of: GroupMembership.self)),
        ("Lesson", members(of: Lesson.self)),
        ("LessonProgress", members(of: LessonProgress.self)),
        ("Module", members(of: Module.self)),
        ("Organization", members(of: Organization.self)),
        ("Application", members(of: Application.self)),
        ("ParentLink", members(of: ParentLink.self)),
        ("User", members(of: User.self)),
        ("BalanceEntry", members(of: BalanceEntry.self)),
        ("CodingProgress", members(of: CodingProgress.self)),
        ("CodingSubmission", members(of: CodingSubmission.self)),
        ("CodingTask", members(of: CodingTask.self)),
        ("CodingTestCase", members(of: CodingTestCase.self)),
        ("CodingTopic", members(of: CodingTopic.self)),
        ("CourseTeacher", members(of: CourseTeacher.self)),
        ("ForumPost", members(of: ForumPost.self)),
        ("ForumReply", members(of: ForumReply.self)),
        ("GroupTestSeries", members(of: GroupTestSeries.self)),
        ("LessonDiscussion", members(of: LessonDiscussion.self)),
        ("LessonHeld", members(of: LessonHeld.self)),
        ("Payment", members(of: Payment.self)),
        ("TestAnswerKey", members(of: TestAnswerKey.self)),
        ("TestAssignment", members(of: TestAssignment.self)),
        ("TestAttempt", members(of: TestAttempt.self)),
        ("TestResult", members(of: TestResult.self)),
        ("TestSeries", members(of: TestSeries.self)),
        ("TestSeriesItem", members(of: TestSeriesItem.self)),
        ("Test", members(of: SchoolTest.self)),
    ]

    private static func members<Row: Record>(of type: Row.Type) -> [(String, Shape)] {
        var reader = EmptyReader()
        var lister = FieldLister()
        // A row that was written before it had any field: every field has a default.
        guard let row = try? Row(from: &reader) else { return [] }
        row.write(to: &lister)
        return lister.lines.compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, !parts[1].hasPrefix("hidden ") else { return nil }
            return (String(parts[0]), Shape(fieldType: parts[1]))
        }
    }
}

extension Shape {
    /// The shape of a stored field.
    fileprivate init(fieldType: Substring) {
        if fieldType.hasSuffix("?") {
            self = .nullable(Shape(fieldType: fieldType.dropLast()))
            return
        }
        if fieldType.hasPrefix("enum("), fieldType.hasSuffix(")") {
            let names = fieldType.dropFirst(5).dropLast().split(separator: "|")
            self = .oneOf(names.map(String.init))
            return
        }
        self =
            switch fieldType {
            case "date": .date
            case "ts": .instant
            case "time": .time
            case "bool": .boolean
            case "int": .integer
            case "id": .id("row")
            case "money": .decimal
            case "json": .anyObject
            case "days": .array(.integer)
            default: .text
            }
    }
}
