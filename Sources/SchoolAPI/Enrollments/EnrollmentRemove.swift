extension MethodMessage {
    public static let enrollmentRemove = MethodMessage(
        "enrollment/remove",
        "Drops a student from a course, or removes the enrollment with its history.",
        .writes,
        [
            .required("courseId", .id("course"), "what"),
            .required("studentId", .id("user"), "who"),
            .optional("hard", .boolean, "whether the row goes too"),
        ] + .rehearsal,
        answers: .extended("Enrollment", [("active", .boolean)]),
        errors: ["notFound"],
        example: #"{"courseId":2,"studentId":3}"#
    )
}
