extension MethodMessage {
    public static let attendanceRange = MethodMessage(
        "attendance/range",
        "The marks of a group or a student between two days, by date, then by student or group.",
        .reads,
        [
            .optional("groupId", .id("group"), "whose; this or a student"),
            .optional("studentId", .id("user"), "whose; this or a group"),
            .optional("from", .date, "the first day"),
            .optional("to", .date, "the last day"),
            .optional("month", .month, "stands for both"),
            .optional(
                "status",
                .array(.oneOf(["present", "late", "absent", "excused"])),
                "only those"
            ),
        ] + .page(atMost: "at most 10,000, 500 unless told"),
        answers: .list(of: "AttendanceRecord"),
        errors: ["notFound", "badCursor"],
        example: #"{"groupId":1,"from":"2026-10-01","to":"2026-10-15"}"#
    )
}
