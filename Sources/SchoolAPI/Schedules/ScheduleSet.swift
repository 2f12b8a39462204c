extension MethodMessage {
    public static let scheduleSet = MethodMessage(
        "schedule/set",
        "Sets the dates between which a module of a cohort is open.",
        .writes,
        [
            .required("cohortId", .id("cohort"), "whose"),
            .required("moduleId", .id("module"), "what"),
            .required("unlockDate", .date, "the first day"),
            .optional("lockDate", .date, "the first day on which it is closed again"),
            .optional("note", .text, "for readers"),
        ] + .rehearsal,
        answers: .extended("CohortSchedule", [("created", .boolean)]),
        errors: ["notFound", "referenceMissing", "checkFailed"],
        example: #"{"cohortId":1,"moduleId":2,"unlockDate":"2026-10-08"}"#
    )
}
