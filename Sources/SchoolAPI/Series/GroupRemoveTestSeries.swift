extension MethodMessage {
    public static let groupRemoveTestSeries = MethodMessage(
        "group/removeTestSeries",
        "Takes a series of tests from a group.",
        .writes,
        [
            .required("groupId", .id("group"), "which group"),
            .required("testSeriesId", .id("testSeries"), "which series"),
            .optional("metadata", .anyObject, "what the log says beside the fact"),
        ],
        answers: .named("GroupTestSeries"),
        errors: ["notFound", "deleted"],
        example: #"{"groupId":1,"testSeriesId":1}"#
    )
}
