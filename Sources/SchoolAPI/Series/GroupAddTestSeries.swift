extension MethodMessage {
    public static let groupAddTestSeries = MethodMessage(
        "group/addTestSeries",
        "Lets a group work on a series of tests.",
        .writes,
        [
            .required("groupId", .id("group"), "which group"),
            .required("testSeriesId", .id("testSeries"), "which series"),
            .optional("metadata", .anyObject, "what the log says beside the fact"),
        ],
        answers: .named("GroupTestSeries"),
        errors: ["notFound", "deleted", "referenceMissing", "unique"],
        example: #"{"groupId":1,"testSeriesId":1,"metadata":{"reason":"plan"}}"#
    )
}
