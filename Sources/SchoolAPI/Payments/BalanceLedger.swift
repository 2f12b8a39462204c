extension MethodMessage {
    public static let balanceLedger = MethodMessage(
        "balance/ledger",
        "The lines whose sum is the balance, latest first.",
        .reads,
        [
            .optional("studentId", .id("user"), "who asks unless told"),
            .optional("dir", .oneOf(["asc", "desc"]), "desc unless told"),
        ] + .page(),
        answers: .list(of: "BalanceEntry"),
        errors: ["notFound", "badCursor"],
        example: #"{"studentId":3}"#
    )
}
