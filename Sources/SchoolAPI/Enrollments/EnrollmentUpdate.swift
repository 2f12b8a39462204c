extension MethodMessage {
    public static let enrollmentUpdate = MethodMessage(
        "enrollment/update",
        "Changes the status of an enrollment; a student who leaves the course leaves its cohorts.",
        .writes,
        [
            .optional("courseId", .id("course"), "what"),
            .optional("studentId", .id("user"), "who"),
            .required("patch", .anyObject, "status, or active"),
            .optional("ifVersion", .integer, "refuses if somebody has changed the row since"),
            .optional("id", .id("enrollment"), "which; this, or the course and the student"),
        ] + .rehearsal,
        answers: .extended("Enrollment", [("active", .boolean)]),
        errors: ["notFound", "staleVersion"],
        example: #"{"courseId":2,"studentId":3,"patch":{"status":"paused"}}"#
    )
}
