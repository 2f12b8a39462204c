extension MethodMessage {
    public static let paymentList = MethodMessage(
        "payment/list",
        "Payments, latest first.",
        .reads,
        [
            .optional("groupId", .id("group"), "only those for a group"),
            .optional("studentId", .id("user"), "only those of a student"),
            .optional("from", .date, "the first day"),
            .optional("to", .date, "the last day"),
            .optional(
                "status",
                .oneOf(["paid", "unpaid", "partial", "cancelled"]),
                "only those that are"
            ),
            .optional("method", .oneOf(["cash", "card", "bank", "other"]), "only those paid so"),
            .optional("deleted", .boolean, "only those that are deleted; false unless told"),
        ] + .page(),
        answers: .list(of: "Payment"),
        errors: ["notFound", "badCursor"],
        example: #"{"groupId":1,"from":"2026-10-01","to":"2026-10-31"}"#
    )
}
