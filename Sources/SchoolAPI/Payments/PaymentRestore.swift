extension MethodMessage {
    public static let paymentRestore = MethodMessage(
        "payment/restore",
        "Brings back a hidden payment, and what it counted.",
        .writes,
        [
            .required("id", .id("payment"), "which")
        ] + .rehearsal,
        answers: .extended("Payment", [("newBalance", .nullable(.decimal))]),
        errors: ["notFound", "notDeleted"],
        example: #"{"id":1}"#
    )
}
