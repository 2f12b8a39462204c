extension MethodMessage {
    public static let cohortGet = MethodMessage(
        "cohort/get",
        "One cohort, by its id or its code.",
        .reads,
        [
            .optional("id", .id("cohort"), "which; this or a code"),
            .optional("code", .text, "which; this or an id"),
            .fields,
        ],
        answers: .extended("Cohort", .cohort),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
