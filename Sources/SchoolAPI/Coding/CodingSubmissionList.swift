extension MethodMessage {
    public static let codingSubmissionList = MethodMessage(
        "codingSubmission/list",
        "Programs that were handed in, latest first; in order of attempts for one task and student.",
        .reads,
        [
            .optional("studentId", .id("user"), "whose"),
            .optional("taskId", .id("codingTask"), "for which task"),
            .optional("groupId", .id("group"), "only of active students of a group"),
            .optional("from", .instant, "the first instant"),
        ] + .page(),
        answers: .list(of: "CodingSubmission"),
        errors: ["notFound", "badCursor"],
        example: #"{"studentId":3}"#
    )
}
