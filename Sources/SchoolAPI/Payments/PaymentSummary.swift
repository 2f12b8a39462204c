extension MethodMessage {
    public static let paymentSummary = MethodMessage(
        "payment/summary",
        "How many payments there were, and what was paid.",
        .reads,
        [
            .optional("by", .oneOf(["month", "method", "group"]), "month unless told"),
            .optional("from", .date, "the first day"),
            .optional("to", .date, "the last day"),
        ] + [.fields],
        answers: .object([
            (
                "items",
                .array(
                    .object([
                        ("key", .nullable(.text)), ("count", .integer), ("amount", .decimal),
                        ("paid", .decimal),
                    ])
                )
            ), ("count", .integer), ("paid", .decimal),
        ]),
        example: #"{"by":"method"}"#
    )
}
