extension MethodMessage {
    public static let testUnassign = MethodMessage(
        "test/unassign",
        "Takes a test from groups and students.",
        .writes,
        [
            .required("testId", .id("test"), "which test"),
            .optional("groupIds", .array(.id("group")), "which groups"),
            .optional("studentIds", .array(.id("user")), "which students"),
        ],
        answers: .object([("removed", .integer)]),
        errors: ["notFound"],
        example: #"{"testId":1,"studentIds":[3]}"#
    )
}
