extension MethodMessage {
    public static let paymentGet = MethodMessage(
        "payment/get",
        "A payment.",
        .reads,
        [
            .required("id", .id("payment"), "which")
        ] + [.fields],
        answers: .named("Payment"),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
