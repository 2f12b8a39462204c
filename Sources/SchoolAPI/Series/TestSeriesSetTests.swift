extension MethodMessage {
    public static let testSeriesSetTests = MethodMessage(
        "testSeries/setTests",
        "Makes a series consist of these tests, in this order.",
        .writes,
        [
            .required("id", .id("testSeries"), "which"),
            .required("testIds", .array(.id("test")), "all of them"),
        ],
        answers: .object([("items", .array(.named("TestSeriesItem")))]),
        errors: ["notFound", "referenceMissing", "deleted", "checkFailed"],
        example: #"{"id":1,"testIds":[1]}"#
    )
}
