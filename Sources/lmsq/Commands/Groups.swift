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
}
