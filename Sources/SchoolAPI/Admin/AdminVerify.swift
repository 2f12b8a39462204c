extension MethodMessage {
    public static let adminVerify = MethodMessage(
        "admin/verify",
        "Checks everything that is stored against everything else, and what should be there against what is.",
        answers: .object([
            ("ok", .boolean), ("entries", .integer), ("count", .integer),
            ("rows", .map(.integer)),
            (
                "findings",
                .array(
                    .object([
                        ("kind", .text), ("subject", .text), ("key", .text), ("detail", .text),
                    ])
                )
            ),
            (
                "checks",
                .array(
                    .object(
                        [
                            (
                                "kind",
                                .oneOf([
                                    "table", "index", "policy", "hook", "view", "column",
                                    "operation",
                                ])
                            ),
                            ("name", .text), ("alias", .nullable(.text)),
                        ] + compared
                    )
                )
            ),
        ])
    )

    public static let adminSelfTest = MethodMessage(
        "admin/selfTest",
        "Tries a cohort from its making to its end in a transaction that is thrown away, and leaves no trace.",
        answers: .object([
            ("ok", .boolean), ("count", .integer), ("microseconds", .integer),
            ("results", .array(.object([("name", .text)] + compared))),
        ])
    )

    private static let compared: [(StaticString, Shape)] = [
        ("expected", .text), ("found", .text), ("result", .oneOf(["PASS", "FAIL"])),
    ]
}
