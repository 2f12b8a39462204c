extension MethodMessage {
    public static let enrollmentCreate = MethodMessage(
        "enrollment/create",
        "Enrolls a student in a course; one who was dropped comes back as the same row.",
        .writes,
        [
            .optional("courseId", .id("course"), "what; this or its name"),
            .optional("studentId", .id("user"), "who; the student who is logged in unless told"),
            .optional("cohortId", .id("cohort"), "through which cohort"),
            .optional(
                "status",
                .oneOf(["active", "inactive", "paused", "completed", "dropped"]),
                "active unless told"
            ),
            .optional("courseName", .text, "what; this or its id"),
        ] + .rehearsal,
        answers: .extended("Enrollment", [("active", .boolean), ("reactivated", .boolean)]),
        errors: [
            "notFound", "referenceMissing", "alreadyEnrolled", "cohortFull", "cohortNotOpen",
            "deleted",
        ],
        example: #"{"courseId":2,"studentId":3}"#
    )
}
