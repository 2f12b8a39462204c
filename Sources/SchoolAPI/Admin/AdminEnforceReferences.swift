extension MethodMessage {
    public static let adminEnforceReferences = MethodMessage(
        "admin/enforceReferences",
        """
        Whether a row may name only rows that there are. Off, a service session may write children before \
        their parents; on again it goes only where nothing leads nowhere.
        """,
        .writes,
        [.optional("on", .boolean, "on or off; unless told it stays as it is, and is answered")],
        answers: .object([("enforced", .boolean)]),
        errors: ["violationsRemain"],
        example: #"{"on":true}"#,
        admission: .service
    )
}
