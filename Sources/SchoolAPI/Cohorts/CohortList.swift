extension MethodMessage {
    public static let cohortList = MethodMessage(
        "cohort/list",
        "Cohorts, the newest first: by creation, or by their first day where a course or a status is given.",
        .reads,
        .cohortFilters + [
            .optional(
                "sort",
                .oneOf(["created", "start", "name", "code"]),
                "start and code: those without one stand last, or first the other way round"
            ),
            .optional("dir", .oneOf(["asc", "desc"]), "desc for created and start unless told"),
        ] + .page(),
        answers: .list(
            of: "Cohort",
            with: .cohort
        ),
        errors: ["notFound", "badCursor"],
        example: #"{"courseId":1}"#
    )
}

extension [(StaticString, Shape)] {
    /// What is told of a cohort beside its own fields.
    static var cohort: [(StaticString, Shape)] {
        [
            ("studentCount", .integer), ("memberCount", .integer),
            ("organizationName", .nullable(.text)), ("tutorName", .nullable(.text)),
        ]
    }
}

extension [Parameter] {
    /// Which cohorts.
    static var cohortFilters: [Parameter] {
        [
            .optional("kind", .oneOf(["class", "course"]), "only those"),
            .optional("courseId", .id("course"), "only those of a course"),
            .optional(
                "status",
                .oneOf(["upcoming", "active", "completed", "archived"]),
                "only those"
            ),
            .optional("organizationId", .id("organization"), "only those of an organisation"),
            .optional("programId", .id("academicProgram"), "only those of a programme"),
            .optional("tutorId", .id("user"), "only those of a tutor"),
            .optional("level", .text, "only those of a level of education"),
            .optional("type", .text, "only those of a type of education"),
            .optional("language", .text, "only those in a language"),
            .optional("startYear", .integer, "only those that began in a year"),
            .optional("search", .text, "only names and codes that hold this"),
            .optional("isActive", .boolean, "true unless told"),
            .optional("enrolled", .boolean, "only those that one is in, or only the others"),
        ]
    }
}
