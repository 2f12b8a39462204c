extension MethodMessage {
    public static let discussionList = MethodMessage(
        "discussion/list",
        "What is said about a lesson in a cohort, pinned first, then latest first; or what answers a post.",
        .reads,
        [
            .required("lessonId", .id("lesson"), "about what"),
            .required("cohortId", .id("cohort"), "where"),
            .optional("parentId", .id("lessonDiscussion"), "only answers to this"),
            .optional("pinnedFirst", .boolean, "true unless told"),
        ] + .page(),
        answers: .list(of: "LessonDiscussion"),
        errors: ["notFound", "badCursor"],
        example: #"{"lessonId":1,"cohortId":1}"#
    )
}
