// What becomes of a course.
extension MethodMessage {
    public static let courseUpdate = MethodMessage(
        "course/update",
        "Changes a course.",
        .writes,
        .update(of: "course"),
        answers: .named("Course"),
        errors: ["notFound", "staleVersion", "unique", "referenceMissing", "checkFailed"],
        example: #"{"id":2,"patch":{"description":"Mexanika və istilik","slug":"fizika-9"}}"#
    )

    public static let coursePublish = MethodMessage(
        "course/publish",
        "Shows a course to students, or hides it from those who are not in it.",
        .writes,
        [
            .required("id", .id("course"), "which"),
            .optional("published", .boolean, "true unless told"),
        ],
        answers: .named("Course"),
        errors: ["notFound"],
        example: #"{"id":2}"#
    )

    public static let courseDelete = MethodMessage(
        "course/delete",
        "Deletes a course with all that hangs on it.",
        .writes,
        [
            .required("id", .id("course"), "which"),
            .optional("force", .boolean, "although students take it or cohorts run it"),
        ] + .rehearsal,
        answers: .deletion,
        errors: ["notFound", "hasDependents"],
        example: #"{"id":1,"force":true,"dryRun":true}"#
    )
}

extension [Parameter] {
    /// What a change of a row takes.
    static func update(of subject: StaticString) -> [Parameter] {
        [
            .required("id", .id(subject), "which"),
            .required("patch", .anyObject, "the fields that change; null clears one"),
            .optional("ifVersion", .integer, "refused unless the row has this version"),
        ]
    }
}

extension Shape {
    /// How many rows of which table went.
    static var deletion: Shape { .object([("deleted", .map(.integer))]) }
}
