// What an operator asks the daemon about itself.
extension MethodMessage {
    public static let serverHealth = MethodMessage(
        "server/health",
        "Whether the daemon serves, and for how long already.",
        answers: .object([("ok", .boolean), ("uptimeSeconds", .integer), ("today", .date)])
    )

    public static let serverVersion = MethodMessage(
        "server/version",
        "What runs.",
        answers: .object([
            ("name", .text), ("version", .text), ("protocolVersion", .text),
            ("collation", .text), ("processId", .integer),
        ])
    )

    public static let serverStats = MethodMessage(
        "server/stats",
        "What the store holds, and what the writer has done.",
        answers: .object([
            ("rows", .map(.integer)), ("sequence", .integer), ("commits", .integer),
            ("requests", .integer), ("largestBatch", .integer), ("mapBytes", .integer),
            ("maximumBytes", .integer), ("usedBytes", .integer), ("freeBytes", .integer),
            ("readers", .integer), ("sessions", .integer), ("uptimeSeconds", .integer),
        ])
    )

    public static let adminVerify = MethodMessage(
        "admin/verify",
        "Checks everything that is stored against everything else.",
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
        ])
    )

    public static let discover = MethodMessage(
        "rpc.discover",
        "This description of all methods.",
        answers: .anyObject
    )
}
