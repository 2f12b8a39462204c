extension MethodMessage {
    public static let studentList = MethodMessage(
        "student/list",
        "Students, by id.",
        .reads,
        [
            .optional("status", .oneOf(["active", "deleted", "all"]), "active unless told"),
            .optional("search", .text, "only names, codes and addresses that hold this"),
        ] + .page(),
        answers: .list(of: "User"),
        errors: ["badCursor"],
        example: #"{"search":"sagird1@"}"#
    )
}
