// Schedules that change as a whole.
extension MethodMessage {
    public static let scheduleRemove = MethodMessage(
        "schedule/remove",
        "Lets a module follow no dates in a cohort any more.",
        .writes,
        [
            .required("cohortId", .id("cohort"), "whose"),
            .required("moduleId", .id("module"), "what"),
        ] + .rehearsal,
        answers: .named("CohortSchedule"),
        errors: ["notFound"],
        example: #"{"cohortId":1,"moduleId":6}"#
    )

    public static let scheduleShift = MethodMessage(
        "schedule/shift",
        "Moves the dates of a cohort's schedule by so many days, and answers what has moved.",
        .writes,
        [
            .required("cohortId", .id("cohort"), "whose"),
            .required("days", .integer, "how far; back where it is negative"),
            .optional("from", .date, "modules that open earlier stay as they are"),
        ] + .rehearsal,
        answers: .object([("items", .array(.named("CohortSchedule")))]),
        errors: ["notFound", "checkFailed"],
        example: #"{"cohortId":1,"days":7,"from":"2026-10-20"}"#
    )
}
