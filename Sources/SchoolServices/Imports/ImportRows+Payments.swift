internal import Collation
internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension ImportRows {
    /// A payment, known again by the source's id or by the number of its receipt.
    func take<T: WriteTransaction & ~Copyable>(
        payment row: ImportRow,
        _ state: inout State,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ImportEffect {
        let student = try person(row.required("student"), "student", in: scope, context)
        let receipt = row["receiptNo"].map { context.collator.folded($0, trimming: true) }
        let names = [row["externalId"].map { "id/\($0)" }, receipt.map { "receipt/\($0.folded)" }]
        guard names.contains(where: { $0 != nil }) else { throw .missing("receiptNo") }
        // Both are counted, whatever the first comes to.
        let counts = names.compactMap(\.self).map { state.count("payment/\($0)") }
        if counts.contains(where: { $0 > 1 }) {
            return .skipped(field: receipt == nil ? "externalId" : "receiptNo", reason: "duplicate")
        }
        guard let date = try row.day("date") else { throw .missing("date") }
        var payment = Payment(
            studentID: student.id,
            paymentDate: date,
            amount: try row.amount("amount", row.required("amount")),
            receiptNo: receipt ?? .missing
        )
        if let text = row["group"] {
            payment.groupID = try group(text, &state, in: scope, context)
        }
        payment.method = try row.choice("method") ?? .cash
        payment.status = try row.paymentStatus() ?? .paid
        payment.paidAmount = try row["paidAmount"].map { text throws(ServiceError) in
            try row.amount("paidAmount", text)
        }
        (payment.title, payment.note) = (row["title"], row["note"])
        guard let old = try known(row, payment, in: scope) else {
            let made = try CreatePayment(payment).run(in: &scope, as: context).payment
            try remember(row["externalId"], .payment, made.id.cast(to: AnyRow.self), &scope)
            return .created
        }
        try remember(row["externalId"], .payment, old.id.cast(to: AnyRow.self), &scope)
        return try bring(old, to: payment, &scope, context)
    }

    private func known<T: WriteTransaction & ~Copyable>(
        _ row: ImportRow,
        _ payment: Payment,
        in scope: borrowing WriteScope<T>
    ) throws(ServiceError) -> Payment? {
        if let id = try known(row["externalId"], kind.table, .payment, in: scope) {
            return try scope.found(id.cast(to: Payment.self))
        }
        guard !payment.receiptNo.text.isEmpty else { return nil }
        return try scope.row(of: Payment.ByReceipt.self, like: payment)
    }

    /// Changes what the source has otherwise.
    private func bring<T: WriteTransaction & ~Copyable>(
        _ old: Payment,
        to payment: Payment,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> ImportEffect {
        var new = old
        new.studentID = payment.studentID
        new.groupID = payment.groupID ?? old.groupID
        (new.paymentDate, new.amount) = (payment.paymentDate, payment.amount)
        (new.method, new.status) = (payment.method, payment.status)
        new.paidAmount = payment.paidAmount
        new.title = payment.title ?? old.title
        new.note = payment.note ?? old.note
        guard new != old else { return .unchanged }
        let wanted = new
        _ = try UpdatePayment(old.id) { $0 = wanted }.run(in: &scope, as: context)
        return .updated
    }
}

extension ImportRow {
    /// Money with at most two decimals.
    fileprivate func amount(_ field: String, _ text: String) throws(ServiceError) -> Money {
        guard let amount = Money(text) else {
            throw .invalidParams(path: field, reason: "no amount: \(text)")
        }
        return amount
    }

    /// How far a payment has come; an old system calls the unpaid ones pending.
    fileprivate func paymentStatus() throws(ServiceError) -> Payment.Status? {
        if values["status"]?.lowercased() == "pending" { return .unpaid }
        return try choice("status")
    }
}
