extension MethodMessage {
    public static let adminValidate = MethodMessage(
        "admin/validate",
        "Checks the rules of the school, and all that is stored against all else; service sessions only.",
        .reads,
        [
            .optional("rules", .array(.text), "only these; `attendance.*` stands for a family"),
            .optional("verbose", .boolean, "also counts the rules that nothing breaks"),
            .optional("limit", .integer, "how many are listed: at most 10000, 500 unless told"),
        ],
        answers: .object([
            ("count", .integer), ("counts", .map(.integer)), ("violations", .array(violation)),
            ("notices", .array(violation)),
        ]),
        errors: ["forbidden"]
    )

    /// The id is an object for a class register, and null where the finding is about no row.
    private static let violation = Shape.object([
        ("rule", .text), ("entity", .text), ("id", .any), ("detail", .text),
        ("fixable", .boolean), ("severity", .oneOf(["error", "notice"])),
    ])
}
