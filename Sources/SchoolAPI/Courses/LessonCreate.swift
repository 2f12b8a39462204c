extension MethodMessage {
    public static let lessonCreate = MethodMessage(
        "lesson/create",
        "Adds a lesson to a module, last unless told.",
        .writes,
        [
            .required("moduleId", .id("module"), "to which"),
            .required("title", .text, "up to 255 characters"),
            .optional("slug", .text, "unique in the module"),
            .optional("orderIndex", .integer, "its place"),
            .optional("durationMinutes", .integer, "how long it takes"),
            .optional("isPreview", .boolean, "whether everybody may see it"),
        ],
        answers: .named("Lesson"),
        errors: ["unique", "referenceMissing", "checkFailed"],
        example: #"{"moduleId":7,"title":"Sürət"}"#
    )
}
