extension MethodMessage {
    public static let enrollmentUpdate = MethodMessage(
        "enrollment/update",
        "Changes the status of an enrollment; a student who leaves the course leaves its cohorts.",
        .writes,
        [
            .required("courseId", .id("course"), "what"),
            .required("studentId", .id("user"), "who"),
            .required("patch", .anyObject, "status, or active"),
            .optional("ifVersion", .integer, "refuses if somebody has changed the row since"),
        ] + .rehearsal,
        answers: .extended("Enrollment", [("active", .boolean)]),
        errors: ["notFound", "staleVersion"],
        example: #"{"courseId":2,"studentId":3,"patch":{"status":"paused"}}"#
    )
}
