extension MethodMessage {
    public static let testSeriesUpdate = MethodMessage(
        "testSeries/update",
        "Changes a series of tests.",
        .writes,
        [
            .required("id", .id("testSeries"), "which"),
            .required("patch", .anyObject, "the fields that change; null clears one"),
            .optional("ifVersion", .integer, "refused unless the row has this version"),
        ],
        answers: .named("TestSeries"),
        errors: ["notFound", "staleVersion", "checkFailed"],
        example: #"{"id":1,"patch":{"name":"Blok sınaqları"}}"#
    )
}
