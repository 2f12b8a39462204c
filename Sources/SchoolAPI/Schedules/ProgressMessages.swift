// How far students are.
extension MethodMessage {
    public static let progressGet = MethodMessage(
        "progress/get",
        "What a student has done in lessons, lesson by lesson.",
        .reads,
        [
            .optional("userId", .id("user"), "whose; one's own unless told"),
            .optional("lessonId", .id("lesson"), "only of this lesson"),
            .optional("courseId", .id("course"), "only of lessons of this course"),
            .optional("cohortId", .id("cohort"), "only what counts in this cohort"),
        ] + .page(),
        answers: .list(of: "LessonProgress", with: .lesson),
        errors: ["notFound", "badCursor"],
        example: #"{"userId":3,"courseId":1}"#
    )

    public static let progressListByCohort = MethodMessage(
        "progress/listByCohort",
        "What the students of a cohort have done in lessons, by student and lesson.",
        .reads,
        [
            .required("cohortId", .id("cohort"), "whose"),
            .optional("userId", .id("user"), "only of this student"),
            .optional("completed", .boolean, "only what is done, or is not"),
        ] + .page(),
        answers: .list(of: "LessonProgress", with: .lesson),
        errors: ["notFound", "badCursor"],
        example: #"{"cohortId":1,"completed":true}"#
    )

    public static let progressSummary = MethodMessage(
        "progress/summary",
        "How far a student is in a course: in all, and module by module.",
        .reads,
        [
            .optional("userId", .id("user"), "whose; one's own unless told"),
            .optional("courseId", .id("course"), "of which course; this or a cohort"),
            .optional("cohortId", .id("cohort"), "what counts in this cohort; this or a course"),
            .fields,
        ],
        answers: .object([
            ("userId", .id("user")), ("courseId", .id("course")),
            ("cohortId", .nullable(.id("cohort"))), ("totalLessons", .integer),
            ("completedLessons", .integer), ("progressPercentage", .integer),
            ("timeSpentSeconds", .integer), ("lastAccessedAt", .nullable(.instant)),
            (
                "modules",
                .array(
                    .object([
                        ("moduleId", .id("module")), ("title", .text), ("orderIndex", .integer),
                        ("totalLessons", .integer), ("completedLessons", .integer),
                        ("progressPercentage", .integer), ("timeSpentSeconds", .integer),
                    ])
                )
            ),
        ]),
        errors: ["notFound", "checkFailed"],
        example: #"{"userId":3,"cohortId":1}"#
    )
}

extension [(StaticString, Shape)] {
    /// Which lesson it is.
    fileprivate static var lesson: [(StaticString, Shape)] {
        [
            ("moduleId", .nullable(.id("module"))), ("lessonTitle", .nullable(.text)),
            ("orderIndex", .nullable(.integer)),
        ]
    }
}
