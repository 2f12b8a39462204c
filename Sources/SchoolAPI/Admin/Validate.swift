extension MethodMessage {
    public static let adminValidate = MethodMessage(
        "admin/validate",
        "Checks the rules of the school, and all that is stored against all else; service sessions only.",
        .reads,
        [
            .optional("rules", .array(.text), "only these; `attendance.*` stands for a family"),
            .optional(
                "fix",
                .boolean,
                "first makes right what is fixable, and notes it in the log"
            ),
            .optional("verbose", .boolean, "also counts the rules that nothing breaks"),
            .optional("limit", .integer, "how many are listed: at most 10000, 500 unless told"),
        ],
        answers: .object([
            ("count", .integer), ("counts", .map(.integer)),
            ("fixed", .maybe(.map(.integer))), ("violations", .array(violation)),
            ("notices", .array(violation)),
        ]),
        errors: ["forbidden"]
    )

    public static let adminRecount = MethodMessage(
        "admin/recount",
        "Counts again what is counted, and makes right what differs.",
        .writes,
        [.optional("entity", .text, "only what the rows of this table count")],
        answers: .object([("corrected", .integer), ("counters", .map(.integer))])
    )

    /// The id is an object for a class register, and null where the finding is about no row.
    private static let violation = Shape.object([
        ("rule", .text), ("entity", .text), ("id", .any), ("detail", .text),
        ("fixable", .boolean), ("severity", .oneOf(["error", "notice"])), ("hint", .maybe(.text)),
    ])
}
