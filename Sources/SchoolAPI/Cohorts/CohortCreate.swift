extension MethodMessage {
    public static let cohortCreate = MethodMessage(
        "cohort/create",
        "Makes a run of a course, or a class.",
        .writes,
        [.optional("kind", .oneOf(["class", "course"]), "course where there is a courseId")]
            + .cohortFields,
        answers: .extended("Cohort", [("warnings", .array(.text))]),
        errors: ["unique", "referenceMissing", "checkFailed"],
        example: #"{"courseId":1,"name":"Qış axını","startDate":"2026-10-01","code":"923-s"}"#
    )
}

extension [Parameter] {
    /// The fields of a cohort that a caller sets.
    static var cohortFields: [Parameter] {
        [
            .optional("name", .text, "unique among those of its course"),
            .optional("code", .text, "unique in the store"),
            .optional("courseId", .id("course"), "never changes"),
            .optional("organizationId", .id("organization"), "whose"),
            .optional("academicProgramId", .id("academicProgram"), "of a class"),
            .optional("tutorId", .id("user"), "of a class"),
            .optional("educationLevel", .text, "of a class"),
            .optional("educationType", .text, "of a class"),
            .optional("language", .text, "of a class"),
            .optional("startYear", .integer, "of a class"),
            .optional("endYear", .integer, "of a class"),
            .optional("startDate", .date, "the first day; required where there is a course"),
            .optional("endDate", .date, "the last day"),
            .optional(
                "status",
                .oneOf(["upcoming", "active", "completed", "archived"]),
                "what the dates say wins over all but archived"
            ),
            .optional("maxStudents", .integer, "the seats; null for no limit"),
            .optional("isActive", .boolean, "whether lists show it"),
        ]
    }
}
