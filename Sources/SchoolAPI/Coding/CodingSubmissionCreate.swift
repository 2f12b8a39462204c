extension MethodMessage {
    public static let codingSubmissionCreate = MethodMessage(
        "codingSubmission/create",
        "Notes a program that a student has handed in, and what the judge said.",
        .writes,
        [
            .required("taskId", .id("codingTask"), "which task"),
            .optional("studentId", .id("user"), "who asks unless told"),
            .optional("submittedCode", .text, "up to 256 KiB"),
            .optional("code", .text, "the same as submittedCode"),
            .required(
                "status",
                .oneOf(["passed", "failed", "error", "timeout"]),
                "what the judge said"
            ),
            .optional("passedCount", .integer, "cases that passed"),
            .optional("failedCount", .integer, "cases that did not"),
            .optional("runtimeMs", .integer, "how long it took"),
            .optional("errorMessage", .text, "what went wrong"),
            .optional("runType", .oneOf(["submit", "run"]), "submit unless told"),
        ],
        answers: .named("CodingSubmission"),
        errors: ["deleted", "referenceMissing", "roleMismatch", "checkFailed", "tooLarge"],
        example:
            #"{"taskId":1,"studentId":3,"submittedCode":"print(a + b)","status":"passed","passedCount":1,"failedCount":0}"#
    )
}
