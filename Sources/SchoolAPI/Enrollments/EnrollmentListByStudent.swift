extension MethodMessage {
    public static let enrollmentListByStudent = MethodMessage(
        "enrollment/listByStudent",
        "The courses that a student takes or has taken, by course.",
        .reads,
        [
            .optional("studentId", .id("user"), "whose; the student's who asks unless told"),
            .optional(
                "status",
                .oneOf(["active", "inactive", "paused", "completed", "dropped"]),
                "only those"
            ),
        ] + .page(),
        answers: .list(of: "EnrollmentRow"),
        errors: ["notFound", "badCursor"],
        example: #"{"studentId":3}"#
    )
}
