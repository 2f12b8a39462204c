extension MethodMessage {
    public static let attendanceFinalize = MethodMessage(
        "attendance/finalize",
        "Closes a register, and charges the lesson to who was there: once, or the difference.",
        .writes,
        [
            .required("groupId", .id("group"), "which group"),
            .required("date", .date, "which lesson"),
        ] + .rehearsal,
        answers: .object([
            ("held", .named("LessonHeld")),
            (
                "charged",
                .array(
                    .object([
                        ("studentId", .id("user")), ("delta", .decimal),
                        ("newBalance", .nullable(.decimal)),
                    ])
                )
            ),
        ]),
        errors: ["notFound", "deleted", "futureDate"],
        example: #"{"groupId":1,"date":"2026-10-13"}"#
    )
}
