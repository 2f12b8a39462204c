extension MethodMessage {
    public static let enrollmentCreate = MethodMessage(
        "enrollment/create",
        "Enrolls a student in a course; one who was dropped comes back as the same row.",
        .writes,
        [
            .required("courseId", .id("course"), "what"),
            .required("studentId", .id("user"), "who"),
            .optional("cohortId", .id("cohort"), "through which cohort"),
            .optional(
                "status",
                .oneOf(["active", "inactive", "paused", "completed", "dropped"]),
                "active unless told"
            ),
        ] + .rehearsal,
        answers: .extended("Enrollment", [("active", .boolean), ("reactivated", .boolean)]),
        errors: ["referenceMissing", "alreadyEnrolled", "cohortFull", "cohortNotOpen", "deleted"],
        example: #"{"courseId":2,"studentId":3}"#
    )
}
