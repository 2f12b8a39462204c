extension MethodMessage {
    public static let testList = MethodMessage(
        "test/list",
        "Tests, latest first.",
        .reads,
        [
            .optional("type", .oneOf(["quiz", "exam"]), "only those of a kind"),
            .optional("active", .boolean, "only those that are, or are not"),
            .optional("deleted", .boolean, "only those that are deleted; false unless told"),
            .optional("search", .text, "only titles that hold this"),
        ] + .page(),
        answers: .list(of: "Test"),
        errors: ["badCursor"],
        example: #"{}"#
    )
}
