// What opens when.
extension MethodMessage {
    public static let scheduleList = MethodMessage(
        "schedule/list",
        "The schedule of a cohort by unlock date and module, with titles and order.",
        .reads,
        [.required("cohortId", .id("cohort"), "whose"), .direction] + .page(),
        answers: .list(
            of: "CohortSchedule",
            with: [("title", .text), ("orderIndex", .integer)]
        ),
        errors: ["notFound", "badCursor"],
        example: #"{"cohortId":1}"#
    )

    public static let scheduleNext = MethodMessage(
        "schedule/next",
        "The modules of a cohort that open next, and on which day they do.",
        .reads,
        [
            .required("cohortId", .id("cohort"), "whose"),
            .optional("on", .date, "after today unless told"),
        ],
        answers: .object([
            (
                "modules",
                .array(
                    .object([
                        ("moduleId", .id("module")), ("title", .text), ("orderIndex", .integer),
                        ("lockDate", .nullable(.date)),
                    ])
                )
            ), ("unlockDate", .nullable(.date)),
        ]),
        errors: ["notFound"],
        example: #"{"cohortId":1}"#
    )

    public static let scheduleCalendar = MethodMessage(
        "schedule/calendar",
        "What opens and closes between two days in all cohorts, by date, cohort and module.",
        .reads,
        [
            .optional("from", .date, "the first day"),
            .optional("to", .date, "the last day"),
            .optional("month", .month, "stands for both"),
            .optional("cohortIds", .array(.id("cohort")), "only those"),
        ] + .page(),
        answers: .list(of: "ScheduleEvent"),
        errors: ["notFound", "badCursor"],
        example: #"{"month":"2026-10"}"#
    )
}
