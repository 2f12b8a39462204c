extension MethodMessage {
    public static let codingTestCaseList = MethodMessage(
        "codingTestCase/list",
        "The cases of a coding task in their order; students see the samples.",
        .reads,
        [
            .required("taskId", .id("codingTask"), "of which task")
        ] + .page(),
        answers: .list(of: "CodingTestCase"),
        errors: ["notFound", "badCursor"],
        example: #"{"taskId":1}"#
    )
}
