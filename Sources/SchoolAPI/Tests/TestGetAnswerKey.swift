extension MethodMessage {
    public static let testGetAnswerKey = MethodMessage(
        "test/getAnswerKey",
        "The right answers of a test, and the kind of each question.",
        .reads,
        [
            .required("testId", .id("test"), "which test")
        ] + [.fields],
        answers: .extended(
            "TestAnswerKey",
            [
                (
                    "questions",
                    .array(
                        .object([
                            ("number", .integer), ("questionType", .oneOf(["mcq", "numeric"])),
                            ("answer", .text),
                        ])
                    )
                )
            ]
        ),
        errors: ["notFound"],
        example: #"{"testId":1}"#
    )
}
