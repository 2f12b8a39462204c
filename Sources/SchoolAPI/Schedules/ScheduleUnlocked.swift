extension MethodMessage {
    public static let scheduleUnlocked = MethodMessage(
        "schedule/unlocked",
        "The scheduled modules that are open on a day, of a cohort or of all cohorts of a student.",
        .reads,
        [
            .optional("cohortId", .id("cohort"), "whose; this or a student"),
            .optional("studentId", .id("user"), "whose; this or a cohort"),
            .optional("on", .date, "today unless told"),
        ] + .page(atMost: "at most 500, 500 unless told"),
        answers: .list(of: "UnlockedModuleRow"),
        errors: ["notFound", "badCursor"],
        example: #"{"studentId":3}"#
    )
}
