extension MethodMessage {
    public static let paymentCreate = MethodMessage(
        "payment/create",
        "Notes a payment; what was paid is added to the balance.",
        .writes,
        [
            .required("studentId", .id("user"), "who pays"),
            .optional("groupId", .id("group"), "for which group"),
            .optional("paymentDate", .date, "today unless told"),
            .optional("title", .text, "for what"),
            .required("amount", .decimal, "above 0, at most two decimals"),
            .optional("method", .oneOf(["cash", "card", "bank", "other"]), "cash unless told"),
            .optional(
                "status",
                .oneOf(["paid", "unpaid", "partial", "cancelled"]),
                "paid unless told"
            ),
            .optional("paidAmount", .decimal, "of a partial payment"),
            .optional("note", .text, "up to 2,000 characters"),
            .optional("receiptNo", .text, "unique, made unless told"),
            .optional("date", .date, "the same as paymentDate"),
        ] + .rehearsal,
        answers: .extended("Payment", [("newBalance", .nullable(.decimal))]),
        errors: ["unique", "deleted", "referenceMissing", "roleMismatch", "checkFailed"],
        example: #"{"studentId":3,"groupId":1,"amount":"80.00","method":"card","title":"Oktyabr"}"#
    )
}
