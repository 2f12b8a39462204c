extension MethodMessage {
    public static let paymentLowBalance = MethodMessage(
        "payment/lowBalance",
        "Students whose balance is below a threshold, by name.",
        .reads,
        [
            .optional("threshold", .decimal, "0.00 unless told"),
            .optional("organizationId", .id("organization"), "only those of an organisation"),
        ] + .page(),
        answers: .object([
            (
                "items",
                .array(
                    .object([
                        ("studentId", .id("user")), ("fullName", .text), ("balance", .decimal),
                    ])
                )
            ), ("nextCursor", .maybe(.text)), ("count", .maybe(.integer)),
            ("currentPage", .maybe(.integer)), ("totalPages", .maybe(.integer)),
        ]),
        errors: ["notFound", "badCursor"],
        example: #"{"threshold":"100.00"}"#
    )
}
