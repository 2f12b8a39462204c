extension MethodMessage {
    public static let groupList = MethodMessage(
        "group/list",
        "Groups, by id.",
        .reads,
        [
            .optional("status", .oneOf(["active", "deleted", "all"]), "active unless told"),
            .optional("teacherId", .id("user"), "only those of a teacher"),
            .optional("search", .text, "only names and codes that hold this"),
        ] + .page(),
        answers: .list(of: "Group"),
        errors: ["badCursor"],
        example: #"{}"#
    )
}
