extension MethodMessage {
    public static let balanceGet = MethodMessage(
        "balance/get",
        "What a student has, or owes.",
        .reads,
        [
            .optional("studentId", .id("user"), "who asks unless told")
        ] + [.fields],
        answers: .object([("studentId", .id("user")), ("balance", .decimal)]),
        errors: ["notFound"],
        example: #"{"studentId":3}"#
    )
}
