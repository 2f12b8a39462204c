extension MethodMessage {
    public static let scheduleGenerate = MethodMessage(
        "schedule/generate",
        "Gives every module of a cohort's course a date, so many days apart.",
        .writes,
        [
            .required("cohortId", .id("cohort"), "whose"),
            .optional("start", .date, "the cohort's first day unless told"),
            .optional("every", .integer, "7 days unless told"),
            .optional("lockAfter", .integer, "days after which a module is closed again"),
            .optional("replace", .boolean, "whether dates that there are change"),
        ] + .rehearsal,
        answers: .object([
            ("items", .array(.named("CohortSchedule"))), ("created", .integer),
            ("updated", .integer),
        ]),
        errors: ["notFound", "checkFailed"],
        example: #"{"cohortId":2}"#
    )
}
