extension MethodMessage {
    public static let testAssign = MethodMessage(
        "test/assign",
        "Lets groups and students take a test; who may already gets the new window.",
        .writes,
        [
            .required("testId", .id("test"), "which test"),
            .optional("groupIds", .array(.id("group")), "which groups"),
            .optional("studentIds", .array(.id("user")), "which students"),
            .optional("from", .instant, "the first instant"),
            .optional("to", .instant, "the first instant at which it is too late"),
        ],
        answers: .object([("assignments", .array(.named("TestAssignment")))]),
        errors: ["notFound", "deleted", "referenceMissing", "checkFailed"],
        example: #"{"testId":1,"groupIds":[1],"studentIds":[3],"from":"2026-10-01T00:00:00.000Z"}"#
    )
}
