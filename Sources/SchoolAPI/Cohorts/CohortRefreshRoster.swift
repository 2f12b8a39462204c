extension MethodMessage {
    public static let cohortRefreshRoster = MethodMessage(
        "cohort/refreshRoster",
        "Counts and copies again what the rows of rosters hold: nothing is corrected where all is well.",
        .writes,
        [.optional("cohortId", .id("cohort"), "one cohort; all of them unless told")] + .rehearsal,
        answers: .object([("recomputed", .integer), ("corrected", .integer)]),
        errors: ["notFound"],
        example: #"{"cohortId":1}"#
    )
}
