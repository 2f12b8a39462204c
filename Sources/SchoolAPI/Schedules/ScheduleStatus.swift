extension MethodMessage {
    public static let scheduleStatus = MethodMessage(
        "schedule/status",
        "Every module of a cohort's course on a day, in the order of the course.",
        .reads,
        [
            .required("cohortId", .id("cohort"), "whose"),
            .optional("on", .date, "today unless told"),
        ] + .page(atMost: "at most 500, 500 unless told"),
        answers: .list(of: "ScheduleStatusRow"),
        errors: ["notFound", "badCursor"],
        example: #"{"cohortId":1}"#
    )
}
