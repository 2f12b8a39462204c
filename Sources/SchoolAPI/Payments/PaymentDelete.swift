extension MethodMessage {
    public static let paymentDelete = MethodMessage(
        "payment/delete",
        "Hides a payment, and takes what it counted from the balance.",
        .writes,
        [
            .required("id", .id("payment"), "which")
        ] + .rehearsal,
        answers: .extended("Payment", [("newBalance", .nullable(.decimal))]),
        errors: ["notFound", "deleted"],
        example: #"{"id":1}"#
    )
}
