import Client
import SchoolAPI

extension Command {
    static let attendanceRange = Command(
        "attendance range",
        calls: .attendanceRange,
        shows: ["lessonDate", "groupId", "studentId", "status", "markedAt", "note"],
        pageRows: 10_000,
        example: "attendance range --group 'Qrup 1' --month 2026-10"
    )

    static let groups = Command(
        "groups",
        calls: .groupList,
        shows: ["id", "code", "name", "displayName", "teacherId", "monthlyFee"],
        example: "groups --teacher nigar@example.com"
    )

    static let group = Command("group GROUP", calls: .groupGet, example: "group 'Qrup 1'")

    static let members = Command(
        "members GROUP",
        calls: .groupMembers,
        shows: ["userId", "fullName", "email", "role", "status", "enrolledAt", "leftAt"],
        example: "members 'Qrup 1' --role student"
    )

    static let groupAdd = Command(
        "group add GROUP",
        calls: .groupAddStudents,
        example: "group add 'Qrup 1' --student-ids 3,4"
    )

    static let groupRemove = Command(
        "group remove GROUP STUDENT",
        calls: .groupRemoveStudent,
        example: "group remove 'Qrup 1' aysel@example.com --how deactivate"
    )

    static let groupMove = Command(
        "group move STUDENT",
        calls: .groupMoveStudent,
        example: "group move aysel@example.com --from 'Qrup 1' --to 'Qrup 2'"
    )

    // MARK: - Registers

    static let attendanceGrid = Command(
        "attendance grid GROUP",
        calls: .attendanceGrid,
        example: "attendance grid 'Qrup 1' --month 2026-10",
        arranging: { grid in
            let dates = grid["dates"]?.elements?.compactMap(\.string) ?? []
            let rows = grid["cells"]?.elements ?? []
            return zip(grid["students"]?.elements ?? [], rows).map { student, row in
                let name = JSON.Member(name: "student", value: student["fullName"] ?? .null)
                let cells = zip(dates, row.elements ?? []).map { date, status in
                    JSON.Member(name: String(date.dropFirst(5)), value: status)
                }
                return .object([name] + cells)
            }
        }
    )

    static let attendanceMonth = Command(
        "attendance month GROUP",
        calls: .attendanceMonthly,
        example: "attendance month 'Qrup 1' --month 2026-10",
        arranging: { $0["students"]?.elements ?? [] }
    )

    static let attendanceDay = Command(
        "attendance day GROUP",
        calls: .attendanceDay,
        shows: ["studentId", "fullName", "status", "note"],
        example: "attendance day 'Qrup 1' --date 2026-10-05",
        arranging: { $0["groups"]?.elements?.first?["students"]?.elements ?? [] }
    )

    static let attendanceSummary = Command(
        "attendance summary STUDENT",
        calls: .attendanceStudentSummary,
        example: "attendance summary aysel@example.com --month 2026-10"
    )
}
