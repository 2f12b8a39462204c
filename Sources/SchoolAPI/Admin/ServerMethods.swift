// What an operator asks the daemon about itself.
extension MethodMessage {
    public static let serverHealth = MethodMessage(
        "server/health",
        "Whether the daemon serves, and for how long already.",
        answers: .object([
            ("ok", .boolean), ("uptimeSeconds", .integer), ("today", .date),
            ("usedBytes", .integer), ("maximumBytes", .integer), ("readers", .integer),
        ]),
        admission: .session
    )

    public static let serverVersion = MethodMessage(
        "server/version",
        "What runs.",
        answers: .object([
            ("name", .text), ("version", .text), ("protocolVersion", .text),
            ("collation", .text), ("processId", .integer),
        ]),
        admission: .session
    )

    public static let serverStats = MethodMessage(
        "server/stats",
        "What the store holds, what the writer and the loops have done, and how long each method took.",
        answers: .object([
            ("rows", .map(.integer)), ("sequence", .integer), ("commits", .integer),
            ("requests", .integer), ("largestBatch", .integer), ("mapBytes", .integer),
            ("maximumBytes", .integer), ("usedBytes", .integer), ("freeBytes", .integer),
            ("readers", .integer), ("sessions", .integer), ("uptimeSeconds", .integer),
            ("requestsPerCommit", .decimal), ("loops", .integer), ("connections", .integer),
            ("acceptedConnections", .integer), ("refusedConnections", .integer),
            ("receivedBytes", .integer), ("sentBytes", .integer), ("unsentBytes", .integer),
            (
                "methods",
                .map(
                    .object([
                        ("calls", .integer), ("failures", .integer),
                        ("meanNanoseconds", .integer), ("p50Nanoseconds", .integer),
                        ("p90Nanoseconds", .integer), ("p99Nanoseconds", .integer),
                        ("maxNanoseconds", .integer),
                    ])
                )
            ),
        ])
    )

    public static let adminStop = MethodMessage(
        "admin/stop",
        "Stops the daemon: what is in flight is answered, then all connections are closed.",
        .converses,
        answers: .null,
        admission: .service
    )

    public static let adminClock = MethodMessage(
        "admin/clock",
        "In test mode only: what time it is, after it was moved if that is asked for.",
        .converses,
        [.optional("today", .text, "a date, then it is noon, or an instant; not before now")],
        answers: .object([("now", .instant), ("today", .date)]),
        admission: .service
    )

    public static let discover = MethodMessage(
        "rpc.discover",
        "This description of all methods.",
        answers: .anyObject,
        admission: .session
    )
}
