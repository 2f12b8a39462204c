extension MethodMessage {
    public static let attendanceRange = MethodMessage(
        "attendance/range",
        "The marks of a group, a student or the whole school between two days, by date, group and student.",
        .reads,
        [
            .optional("groupId", .id("group"), "whose"),
            .optional("studentId", .id("user"), "whose"),
            .optional("from", .date, "the first day"),
            .optional("to", .date, "the last day"),
            .optional("month", .month, "stands for both"),
            .optional(
                "status",
                .array(.oneOf(["present", "late", "absent", "excused"])),
                "only those"
            ),
            .optional(
                "order",
                .oneOf(["date", "student"]),
                "date unless told; student is by student, date and group"
            ),
        ] + .page(atMost: "at most 10,000, 500 unless told"),
        answers: .list(of: "AttendanceRecord"),
        errors: ["notFound", "badCursor"],
        example: #"{"groupId":1,"from":"2026-10-01","to":"2026-10-15"}"#
    )
}
