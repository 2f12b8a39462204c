extension MethodMessage {
    public static let discussionByUser = MethodMessage(
        "discussion/byUser",
        "What a person has said, by cohort, latest first.",
        .reads,
        [
            .optional("userId", .id("user"), "who asks unless told"),
            .optional("cohortId", .id("cohort"), "where"),
        ] + .page(),
        answers: .list(of: "LessonDiscussion"),
        errors: ["notFound", "badCursor"],
        example: #"{"userId":3,"cohortId":1}"#
    )
}
