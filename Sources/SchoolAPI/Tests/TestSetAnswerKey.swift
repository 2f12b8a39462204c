extension MethodMessage {
    public static let testSetAnswerKey = MethodMessage(
        "test/setAnswerKey",
        "Says what the right answers of a test are.",
        .writes,
        [
            .required("testId", .id("test"), "which test"),
            .optional("mcq", .map(.text), "the letter of each question with choices"),
            .optional("numeric", .map(.text), "the number of each question that asks for one"),
            .optional("written", .text, "how all others are graded"),
        ],
        answers: .named("TestAnswerKey"),
        errors: ["notFound", "deleted", "checkFailed"],
        example: #"{"testId":1,"mcq":{"1":"A","2":"C"},"numeric":{"3":"2,5"}}"#
    )
}
