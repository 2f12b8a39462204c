extension MethodMessage {
    public static let testSeriesDelete = MethodMessage(
        "testSeries/delete",
        "Deletes a series of tests, and takes it from its groups.",
        .writes,
        [
            .required("id", .id("testSeries"), "which")
        ] + .rehearsal,
        answers: .object([("deleted", .map(.integer))]),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
