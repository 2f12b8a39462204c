import Records
import SchoolModel
import Storage
import TestSupport
import Testing

@testable import SchoolServices

@Suite("Payments and the ledger")
struct PaymentTests {
    // S4-04
    @Test("INV-40: what was paid is added, and nothing else")
    func statuses() throws {
        let school = try SchoolFixture()
        let student = try school.user()
        let paid = try school.run(CreatePayment(school.payment(of: student, "80.00")))
        #expect(paid.newBalance.text == "80.00")
        let partial = try school.run(
            CreatePayment(
                school.payment(of: student, "50") { row in
                    (row.status, row.paidAmount) = (.partial, Money("12.50"))
                }
            )
        )
        #expect(partial.newBalance.text == "92.50")
        for status in [Payment.Status.unpaid, .cancelled] {
            let row = try school.payment(of: student, "30") { $0.status = status }
            #expect(try school.run(CreatePayment(row)).newBalance.text == "92.50")
        }
        #expect(try school.ledger(student).map(\.delta.text) == ["80.00", "12.50"])
    }

    // S4-31
    @Test("INV-40, T17: change, deletion and return write the exact difference")
    func differences() throws {
        let school = try SchoolFixture()
        let student = try school.user()
        let row = try school.run(CreatePayment(school.payment(of: student, "80.00"))).payment
        let changed = try school.run(UpdatePayment(row.id) { $0.amount = Money(hundredths: 7_010) })
        #expect(changed.newBalance.text == "70.10")
        _ = try school.run(UpdatePayment(row.id) { $0.status = .cancelled })
        #expect(try school.balance(student) == "0.00")
        _ = try school.run(UpdatePayment(row.id) { $0.status = .paid })
        #expect(try school.run(DeletePayment(row.id)).newBalance.text == "0.00")
        try school.expectRefusal(
            .deleted(Payment.table, id: row.id.rawValue),
            of: DeletePayment(row.id)
        )
        #expect(try school.run(RestorePayment(row.id)).newBalance.text == "70.10")
        try school.expectRefusal(
            .notDeleted(Payment.table, id: row.id.rawValue),
            of: RestorePayment(row.id)
        )
        #expect(
            try school.ledger(student).map(\.delta.text)
                == ["80.00", "-9.90", "-70.10", "70.10", "-70.10", "70.10"]
        )
    }

    @Test("INV-41: 0.1 and 0.2 are 0.30; an amount is more than nothing")
    func exactness() throws {
        let school = try SchoolFixture()
        let student = try school.user()
        try school.run(CreatePayment(school.payment(of: student, "0.1")))
        try school.run(CreatePayment(school.payment(of: student, "0.2")))
        #expect(try school.balance(student) == "0.30")
        for amount in ["0", "-1"] {
            try school.expectRefusal(
                .checkFailed(Payment.table, field: "amount", rule: "range 0.01..."),
                of: CreatePayment(school.payment(of: student, amount))
            )
        }
        #expect(Money("0.123") == nil)
    }

    @Test("INV-41, S4-19: a receipt number is made where none is given, and is taken for ever")
    func receipts() throws {
        let school = try SchoolFixture()
        let student = try school.user()
        let first = try school.run(CreatePayment(school.payment(of: student, "1"))).payment
        let second = try school.run(CreatePayment(school.payment(of: student, "1"))).payment
        for row in [first, second] {
            #expect(row.receiptNo.text.wholeMatch(of: /PAY-[0-9A-F]{8}/) != nil)
        }
        #expect(first.receiptNo.text != second.receiptNo.text)
        let named = try school.run(
            CreatePayment(school.payment(of: student, "1") { $0.receiptNo.text = "Q-1" })
        ).payment
        try school.run(DeletePayment(named.id))
        try school.expectRefusal(
            .unique(
                Payment.table,
                constraint: "payment.receipt",
                existing: named.id.rawValue
            ),
            of: CreatePayment(school.payment(of: student, "1") { $0.receiptNo.text = " q-1 " })
        )
    }

    @Test("A partial payment says how much, less than all")
    func partial() throws {
        let school = try SchoolFixture()
        let student = try school.user()
        for paid in [nil, "0", "10", "11"] {
            try school.expectRefusal(
                .checkFailed(
                    Payment.table,
                    field: "paidAmount",
                    rule: "between 0 and amount"
                ),
                of: CreatePayment(
                    school.payment(of: student, "10") { row in
                        (row.status, row.paidAmount) = (.partial, paid.flatMap { Money($0) })
                    }
                )
            )
        }
    }

    @Test("INV-45: whoever has paid is not deleted, but can lose the name")
    func history() throws {
        let school = try SchoolFixture()
        let student = try school.user()
        try school.run(CreatePayment(school.payment(of: student, "10")))
        try school.expectRefusal(
            .hasHistory(User.table, id: student.id.rawValue),
            of: HardDeleteUser(student.id)
        )
        try school.expectRefusal(
            .hasDependents(User.table, by: Payment.table, count: 1),
            of: HardDeleteUser(student.id, mode: .purge)
        )
        try school.run(HardDeleteUser(student.id, mode: .anonymize))
        #expect(try school.balance(student) == "10.00")
    }

    @Test("INV-48: payments follow the organisation of their group, else of their student")
    func organizations() throws {
        let school = try SchoolFixture()
        let (one, other) = (try school.organization(), try school.organization())
        let student = try school.user { $0.organizationID = one.id }
        let group = try school.group(students: [student]) { $0.organizationID = one.id }
        let alone = try school.run(CreatePayment(school.payment(of: student, "1"))).payment
        let inGroup = try school.run(
            CreatePayment(school.payment(of: student, "1") { $0.groupID = group.id })
        ).payment
        try school.run(UpdateUser(student.id) { $0.organizationID = other.id })
        #expect(try school.now(alone).organizationID == other.id)
        #expect(try school.now(inGroup).organizationID == one.id)
        try school.run(HardDeleteGroup(group.id))
        #expect(try school.now(inGroup).groupID == nil)
        #expect(try school.now(inGroup).organizationID == other.id)
    }

    @Test("INV-40: a balance that is not the sum of its ledger is found")
    func tampered() throws {
        let school = try SchoolFixture()
        let student = try school.user()
        try school.run(CreatePayment(school.payment(of: student, "10")))
        let profile = try #require(try school.row(student.id.cast(to: StudentProfile.self)))
        try school.tamper(profile) { $0.balance = Money(hundredths: 1) }
        #expect(try school.findings().map(\.rule) == ["balance.mismatch"])
        school.abandon()
    }

    @Test("INV-40: any sequence keeps balance and ledger at what a naive account says")
    func anySequence() throws {
        var random = SplitMix64(seed: 7)
        let school = try SchoolFixture()
        let students = try school.users(3)
        var rows: [Payment] = []
        var manual: [ID<User>: Int64] = [:]
        for _ in 0..<300 {
            let student = students[Int(random.next() % 3)]
            let amount = Money(hundredths: 1 + Int64(random.next() % 10_000))
            let row = rows.isEmpty ? nil : rows[Int(random.next() % UInt64(rows.count))]
            let status = Payment.Status.allCases[Int(random.next() % 4)]
            let paid = status == .partial ? Money(hundredths: amount.hundredths / 2) : nil
            do throws(ServiceError) {
                switch (random.next() % 5, row) {
                case (0, let row?): try school.run(DeletePayment(row.id))
                case (1, let row?): try school.run(RestorePayment(row.id))
                case (2, let row?):
                    try school.run(
                        UpdatePayment(row.id) { row in
                            (row.amount, row.status, row.paidAmount) = (amount, status, paid)
                        }
                    )
                case (3, _):
                    try school.run(AdjustBalance(of: student.id, by: amount, note: "x"))
                    manual[student.id, default: 0] += amount.hundredths
                default:
                    var row = Payment(
                        studentID: student.id,
                        paymentDate: school.today,
                        amount: amount,
                        status: status,
                        receiptNo: .missing
                    )
                    row.paidAmount = paid
                    rows.append(try school.run(CreatePayment(row)).payment)
                }
            } catch { if case .store = error { throw error } }
        }
        for student in students {
            var expected = manual[student.id] ?? 0
            for row in rows where row.studentID == student.id {
                let now = try school.now(row)
                guard now.deletedAt == nil else { continue }
                if now.status == .paid { expected += now.amount.hundredths }
                if now.status == .partial { expected += now.paidAmount?.hundredths ?? 0 }
            }
            #expect(try school.balance(student) == Money(hundredths: expected).text)
            let sum = try school.ledger(student).reduce(0) { $0 + $1.delta.hundredths }
            #expect(sum == expected)
        }
    }
}
