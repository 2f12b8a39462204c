extension MethodMessage {
    public static let testAvailable = MethodMessage(
        "test/available",
        "The tests that a student can begin now, by id.",
        .reads,
        [
            .optional("studentId", .id("user"), "who asks unless told")
        ] + .page(),
        answers: .list(of: "Test"),
        errors: ["referenceMissing", "badCursor"],
        example: #"{"studentId":3}"#
    )
}
