extension MethodMessage {
    public static let cohortGet = MethodMessage(
        "cohort/get",
        "One cohort, by its id or its code.",
        .reads,
        [
            .optional("id", .id("cohort"), "which; this or a code"),
            .optional("code", .text, "which; this or an id"),
        ],
        answers: .named("Cohort"),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
