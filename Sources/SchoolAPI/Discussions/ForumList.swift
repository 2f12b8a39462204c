extension MethodMessage {
    public static let forumList = MethodMessage(
        "forum/list",
        "A forum, pinned first, then latest first.",
        .reads,
        [
            .optional("cohortId", .id("cohort"), "of which cohort"),
            .optional("courseId", .id("course"), "of which course, if of no cohort"),
            .optional("pinnedFirst", .boolean, "true unless told"),
        ] + .page(),
        answers: .list(of: "ForumPost", with: [("replyCount", .integer)]),
        errors: ["notFound", "badCursor"],
        example: #"{"cohortId":1}"#
    )
}
