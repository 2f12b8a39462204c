extension MethodMessage {
    public static let codingTestCaseSet = MethodMessage(
        "codingTestCase/set",
        "Gives a coding task these cases, in this order, and no others.",
        .writes,
        [
            .required("taskId", .id("codingTask"), "of which task"),
            .required(
                "cases",
                .array(
                    .object([
                        ("id", .maybe(.id("codingTestCase"))), ("input", .text),
                        ("expected", .text), ("explanation", .maybe(.nullable(.text))),
                        ("isSample", .maybe(.boolean)),
                    ])
                ),
                "all of them; with an id, one that is there"
            ),
        ],
        answers: .object([("items", .array(.named("CodingTestCase")))]),
        errors: ["notFound", "deleted", "checkFailed"],
        example:
            #"{"taskId":1,"cases":[{"input":"1 2","expected":"3"},{"input":"2 2","expected":"4","isSample":false}]}"#
    )
}
