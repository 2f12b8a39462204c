extension MethodMessage {
    public static let adminBatch = MethodMessage(
        "admin/batch",
        "Several writes in one transaction: all or nothing unless atomic is false. At most 1000.",
        .writes,
        [
            .required(
                "calls",
                .array(.object([("method", .text), ("params", .maybe(.anyObject))])),
                "methods that write, with their parameters; each may be a dryRun of its own"
            ),
            .optional("atomic", .boolean, "whether one refusal refuses all; true unless told"),
        ] + .rehearsal,
        answers: .object([
            ("count", .integer), ("results", .array(.any)),
            (
                "failed",
                .array(
                    .object([
                        ("index", .integer),
                        (
                            "error",
                            .object([
                                ("code", .integer), ("message", .text), ("data", .anyObject),
                            ])
                        ),
                    ])
                )
            ),
        ]),
        errors: ["tooLarge"],
        example: """
            {"calls":[{"method":"cohort/update","params":{"id":1,"patch":{"language":"az"}}}],"dryRun":true}
            """
    )
}
