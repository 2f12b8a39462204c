extension MethodMessage {
    public static let adminSubscribe = MethodMessage(
        "admin/subscribe",
        """
        Tells this session of changes from now on, or behind a sequence, as store/changed notifications. \
        initialize must have asked for them.
        """,
        .converses,
        [
            .required("areas", .array(.text), "the entities, such as attendanceSheet"),
            .optional("groupId", .id("group"), "only what concerns this group"),
            .optional("cohortId", .id("cohort"), "only what concerns this cohort"),
            .optional("studentId", .id("user"), "only what concerns this student"),
            .optional("since", .integer, "the last sequence that the client knows of"),
        ],
        answers: .object([
            ("subscriptionId", .integer), ("sequence", .integer), ("resync", .boolean),
        ]),
        errors: ["notFound", "tooLarge"],
        example: #"{"areas":["attendanceSheet","cohortMember"],"groupId":1}"#
    )

    public static let adminUnsubscribe = MethodMessage(
        "admin/unsubscribe",
        "Ends a subscription of this session: nothing comes behind the answer.",
        .converses,
        [.required("subscriptionId", .integer, "as admin/subscribe has answered it")],
        answers: .null,
        errors: ["notFound"],
        example: #"{"subscriptionId":1}"#
    )
}
