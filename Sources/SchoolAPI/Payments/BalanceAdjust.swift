extension MethodMessage {
    public static let balanceAdjust = MethodMessage(
        "balance/adjust",
        "Adds a line to a ledger by hand.",
        .writes,
        [
            .required("studentId", .id("user"), "whose"),
            .required("delta", .decimal, "added; below 0 to take away"),
            .required("note", .text, "why"),
        ] + .rehearsal,
        answers: .object([
            ("studentId", .id("user")), ("delta", .decimal), ("newBalance", .decimal),
        ]),
        errors: ["referenceMissing", "roleMismatch", "deleted", "checkFailed"],
        example: #"{"studentId":3,"delta":"-5.00","note":"Kitab"}"#
    )
}
