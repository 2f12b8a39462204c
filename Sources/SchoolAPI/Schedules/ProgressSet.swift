extension MethodMessage {
    public static let progressSet = MethodMessage(
        "progress/set",
        "Notes how far a student is in a lesson.",
        .writes,
        [
            .required("lessonId", .id("lesson"), "what"),
            .required("studentId", .id("user"), "whose"),
            .optional("cohortId", .id("cohort"), "the enrollment's cohort unless told"),
            .optional("completed", .boolean, "whether it is done"),
            .optional("videoPosition", .integer, "seconds from the start"),
            .optional("timeSpent", .integer, "seconds, which are added"),
            .optional("watch", .boolean, "whether this is somebody who watches now"),
        ] + .rehearsal,
        answers: .named("LessonProgress"),
        errors: ["notFound", "referenceMissing", "checkFailed"],
        example: #"{"lessonId":2,"studentId":3,"cohortId":1,"completed":true,"timeSpent":60}"#
    )
}
