extension MethodMessage {
    public static let testSeriesList = MethodMessage(
        "testSeries/list",
        "Series of tests, by id.",
        .reads,
        [
            .optional("organizationId", .id("organization"), "only those of an organisation"),
            .optional("isActive", .boolean, "only those that are, or are not"),
        ] + .page(),
        answers: .list(of: "TestSeries"),
        errors: ["notFound", "badCursor"],
        example: #"{}"#
    )
}
