extension MethodMessage {
    public static let testAssignments = MethodMessage(
        "test/assignments",
        "Who may take tests, and when; by id.",
        .reads,
        [
            .optional("testId", .id("test"), "of which test"),
            .optional("groupId", .id("group"), "of which group"),
            .optional("studentId", .id("user"), "of which student by name"),
        ] + .page(),
        answers: .list(of: "TestAssignment"),
        errors: ["notFound", "badCursor"],
        example: #"{"testId":1}"#
    )
}
