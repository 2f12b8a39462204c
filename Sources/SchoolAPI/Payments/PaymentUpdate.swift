extension MethodMessage {
    public static let paymentUpdate = MethodMessage(
        "payment/update",
        "Changes a payment; the balance moves by what that changes.",
        .writes,
        [
            .required("id", .id("payment"), "which"),
            .required("patch", .anyObject, "the fields that change; null clears one"),
            .optional("ifVersion", .integer, "refused unless the row has this version"),
        ] + .rehearsal,
        answers: .extended("Payment", [("newBalance", .nullable(.decimal))]),
        errors: ["notFound", "deleted", "unique", "staleVersion", "checkFailed"],
        example: #"{"id":1,"patch":{"status":"partial","paidAmount":"50.00"}}"#
    )
}
