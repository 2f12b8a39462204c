extension MethodMessage {
    public static let moduleCreate = MethodMessage(
        "module/create",
        "Adds a module to a course, last unless told.",
        .writes,
        [
            .required("courseId", .id("course"), "to which"),
            .required("title", .text, "up to 255 characters"),
            .optional("description", .text, "for readers"),
            .optional("orderIndex", .integer, "its place"),
        ],
        answers: .named("Module"),
        errors: ["referenceMissing", "checkFailed"],
        example: #"{"courseId":2,"title":"Kinematika"}"#
    )
}
