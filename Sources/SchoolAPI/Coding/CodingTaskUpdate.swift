extension MethodMessage {
    public static let codingTaskUpdate = MethodMessage(
        "codingTask/update",
        "Changes a coding task.",
        .writes,
        [
            .required("id", .id("codingTask"), "which"),
            .required("patch", .anyObject, "the fields that change; null clears one"),
            .optional("ifVersion", .integer, "refused unless the row has this version"),
        ],
        answers: .named("CodingTask"),
        errors: ["notFound", "deleted", "staleVersion", "referenceMissing", "checkFailed"],
        example: #"{"id":1,"patch":{"difficulty":"medium"}}"#
    )
}
