extension MethodMessage {
    public static let courseCreate = MethodMessage(
        "course/create",
        "Makes a course.",
        .writes,
        [
            .required("name", .text, "up to 255 characters"),
            .optional("slug", .text, "lower-case letters, digits and hyphens"),
            .optional("description", .text, "for readers"),
            .optional("organizationId", .id("organization"), "whose"),
            .optional("isPublished", .boolean, "whether students see it"),
            .optional("isCohortBased", .boolean, "whether it is taken in cohorts"),
            .optional("defaultDurationWeeks", .integer, "8 unless told"),
            .optional("enrollmentType", .oneOf(["open", "cohort_only", "hybrid"]), "who enrolls"),
            .optional("createdBy", .id("user"), "the teacher who owns it; the caller unless told"),
            .optional("isArchived", .boolean, "whether it is over"),
            .optional("metadata", .anyObject, "whatever else is to be kept"),
        ],
        answers: .named("Course"),
        errors: ["unique", "referenceMissing", "checkFailed"],
        example: #"{"name":"Fizika 9","isPublished":true}"#
    )
}
