extension MethodMessage {
    public static let attendanceUnlock = MethodMessage(
        "attendance/unlock",
        "Opens a closed register again; what was charged stays until it is closed.",
        .writes,
        [
            .required("groupId", .id("group"), "which group"),
            .required("date", .date, "which lesson"),
        ],
        answers: .named("LessonHeld"),
        errors: ["notFound", "deleted"],
        example: #"{"groupId":1,"date":"2026-10-13"}"#
    )
}
