extension MethodMessage {
    public static let enrollmentListByCourse = MethodMessage(
        "enrollment/listByCourse",
        "Who takes a course or has taken it, by student.",
        .reads,
        [
            .required("courseId", .id("course"), "whose"),
            .optional(
                "status",
                .oneOf(["active", "inactive", "paused", "completed", "dropped"]),
                "only those"
            ),
            .optional("sort", .oneOf(["student", "name"]), "the student's id unless told"),
            .optional("dir", .oneOf(["asc", "desc"]), "asc unless told"),
        ] + .page(),
        answers: .list(
            of: "Enrollment",
            with: [("active", .boolean), ("fullName", .text), ("email", .text)]
        ),
        errors: ["notFound", "badCursor"],
        example: #"{"courseId":1,"limit":3}"#
    )

    public static let enrollmentGet = MethodMessage(
        "enrollment/get",
        "One enrollment, by its id or by course and student.",
        .reads,
        [
            .optional("id", .id("enrollment"), "which; this or a course and a student"),
            .optional("courseId", .id("course"), "of which course"),
            .optional("studentId", .id("user"), "whose"),
            .fields,
        ],
        answers: .extended("Enrollment", [("active", .boolean)]),
        errors: ["notFound"],
        example: #"{"courseId":1,"studentId":3}"#
    )
}
