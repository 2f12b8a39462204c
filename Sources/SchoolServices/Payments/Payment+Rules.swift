internal import Collation
internal import Engine
public import Records
public import SchoolModel
internal import Storage

extension Payment {
    /// What it adds to the student's balance as it is now.
    public var counted: Money {
        if isDeleted { return .missing }
        switch status {
        case .paid: return amount
        case .partial: return paidAmount ?? .missing
        case .unpaid, .cancelled: return .missing
        }
    }

    /// Refuses a payment that breaks a rule; folds its receipt number.
    mutating func complete(by context: Context) throws(ServiceError) {
        let table = Self.table
        try table.check(paymentDate, "paymentDate")
        try table.check(title, "title", 1...255)
        try table.check(note, "note", 0...2_000)
        try table.check(code: receiptNo.text, "receiptNo", 1...50)
        try table.require(Maximum.amounts.contains(amount.hundredths), "amount", "range 0.01...")
        if status == .partial {
            let paid = paidAmount ?? .missing
            try table.require(
                paid > .missing && paid < amount,
                "paidAmount",
                "between 0 and amount"
            )
        } else {
            try table.require(paidAmount == nil, "paidAmount", "partialOnly")
        }
        receiptNo = context.collator.folded(receiptNo.text, trimming: true)
    }
}

extension Snapshot where Self: ~Copyable {
    /// A receipt number that no payment has: eight hexadecimal digits that are spread over all of them.
    borrowing func freeReceipt(after lastID: UInt64, by context: Context) throws(ServiceError)
        -> String
    {
        var number = UInt32(truncatingIfNeeded: lastID &+ 1)
        while true {
            number = number.scattered
            let digits = String(number, radix: 16, uppercase: true)
            let text = "PAY-" + String(repeating: "0", count: 8 - digits.count) + digits
            let folded = context.collator.folded(text, trimming: true)
            var key = Key()
            key.begin(Payment.ByReceipt.place)
            key.append(text: folded.folded)
            if try count(under: key, limit: 1) == 0 { return text }
        }
    }
}

extension UInt32 {
    /// Another number for each number: no two have the same one.
    fileprivate var scattered: UInt32 {
        var bits = self &+ 0x9e37_79b9
        bits = (bits ^ bits >> 16) &* 0x85eb_ca6b
        bits = (bits ^ bits >> 13) &* 0xc2b2_ae35
        return bits ^ bits >> 16
    }
}
