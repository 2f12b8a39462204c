extension MethodMessage {
    public static let groupTestSeries = MethodMessage(
        "group/testSeries",
        "The series that a group works on, by id.",
        .reads,
        [
            .required("groupId", .id("group"), "which group")
        ] + .page(),
        answers: .list(of: "TestSeries"),
        errors: ["notFound", "badCursor"],
        example: #"{"groupId":1}"#
    )
}
