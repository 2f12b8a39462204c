// Many enrollments at once, and how many there are.
extension MethodMessage {
    public static let enrollmentBulkCreate = MethodMessage(
        "enrollment/bulkCreate",
        "Enrolls many students in a course; those who were dropped come back as the same rows.",
        .writes,
        [
            .optional("courseId", .id("course"), "what; this or its name"),
            .required("studentIds", .array(.id("user")), "who"),
            .optional("cohortId", .id("cohort"), "through which cohort"),
            .optional("atomic", .boolean, "whether one refusal refuses all; true unless told"),
            .optional("courseName", .text, "what; this or its id"),
        ] + .rehearsal,
        answers: .object([
            ("created", .integer), ("reactivated", .integer), ("already", .integer),
            ("createdIds", .array(.id("user"))), ("reactivatedIds", .array(.id("user"))),
            ("alreadyIds", .array(.id("user"))), ("failed", .array(.failedItem)),
        ]),
        errors: [
            "notFound", "referenceMissing", "cohortFull", "cohortNotOpen", "roleMismatch",
            "deleted", "tooLarge",
        ],
        example: #"{"courseId":2,"studentIds":[4,5,6]}"#
    )

    public static let enrollmentBulkRemove = MethodMessage(
        "enrollment/bulkRemove",
        "Drops many students from a course, or removes their enrollments with their history.",
        .writes,
        [
            .required("courseId", .id("course"), "what"),
            .required("studentIds", .array(.id("user")), "who"),
            .optional("hard", .boolean, "whether the rows go too"),
            .optional("atomic", .boolean, "whether one refusal refuses all; true unless told"),
        ] + .rehearsal,
        answers: .object([
            ("removed", .integer), ("removedIds", .array(.id("user"))),
            ("failed", .array(.failedItem)),
        ]),
        errors: ["notFound", "checkFailed", "tooLarge"],
        example: #"{"courseId":2,"studentIds":[4,5]}"#
    )

    public static let enrollmentStats = MethodMessage(
        "enrollment/stats",
        "How many enrollments have which status, in a course or in all that the session sees.",
        .reads,
        [.optional("courseId", .id("course"), "only those of a course"), .fields],
        answers: .object([
            ("total", .integer), ("active", .integer), ("inactive", .integer),
            ("paused", .integer), ("completed", .integer), ("dropped", .integer),
        ]),
        errors: ["notFound"],
        example: #"{"courseId":1}"#
    )
}
