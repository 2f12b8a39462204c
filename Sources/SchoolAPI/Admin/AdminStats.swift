extension MethodMessage {
    public static let adminStats = MethodMessage(
        "admin/stats",
        "Where the store lies, and what its file and its trees hold.",
        answers: .object([
            ("folder", .text), ("fileBytes", .integer), ("usedBytes", .integer),
            ("freeBytes", .integer), ("maximumBytes", .integer), ("readers", .integer),
            ("uptimeSeconds", .integer), ("sequence", .integer), ("rows", .map(.integer)),
            (
                "trees",
                .array(
                    .object([
                        ("name", .text), ("entries", .integer), ("depth", .integer),
                        ("branchPages", .integer), ("leafPages", .integer),
                        ("overflowPages", .integer),
                    ])
                )
            ),
        ])
    )
}
