extension MethodMessage {
    public static let enrollmentRemove = MethodMessage(
        "enrollment/remove",
        "Drops a student from a course, or removes the enrollment with its history.",
        .writes,
        [
            .optional("courseId", .id("course"), "what"),
            .optional("studentId", .id("user"), "who"),
            .optional("hard", .boolean, "whether the row goes too"),
            .optional("id", .id("enrollment"), "which; this, or the course and the student"),
        ] + .rehearsal,
        answers: .extended("Enrollment", [("active", .boolean)]),
        errors: ["notFound"],
        example: #"{"courseId":2,"studentId":3}"#
    )
}
