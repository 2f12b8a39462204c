internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var paymentMethods: [Method<Guest>] {
        [
            paymentCreate, getting(.paymentGet, of: Payment.self), paymentUpdate, paymentList,
            settling(.paymentDelete) { DeletePayment($0) },
            settling(.paymentRestore) { RestorePayment($0) },
            paymentSummary, paymentLowBalance, balanceGet, balanceAdjust, balanceLedger,
        ]
    }

    private var paymentCreate: Method<Guest> {
        let house = self
        return writing(.paymentCreate) { parameters throws(RPCError) in
            var patch = try parameters.patch(of: .paymentCreate)
            let date = patch["paymentDate"] ?? patch["date"]
            patch["paymentDate"] = date
            let given = patch
            return { scope, context throws(ServiceError) in
                var row = try given.row(Payment.self, in: scope)
                if date == nil { row.paymentDate = house.today }
                return try CreatePayment(row).run(in: &scope, as: context)
            }
        } _: { (outcome: PaymentOutcome, output) in
            output.append(outcome)
        }
    }

    private var paymentUpdate: Method<Guest> {
        writing(.paymentUpdate) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Payment.self)
            let names = MethodMessage.paymentCreate.parameterNames.filter {
                !["studentId", "date", "dryRun"].contains("\($0)")
            }
            let patch = try parameters.patch("patch", of: names)
            let version = try parameters.countIfPresent("ifVersion")
            return { scope, context throws(ServiceError) in
                let id = try id.resolve(in: scope)
                let new = try patch.applied(to: scope.required(id), in: scope)
                return try UpdatePayment(id, ifVersion: version) { $0 = new }
                    .run(in: &scope, as: context)
            }
        } _: { (outcome: PaymentOutcome, output) in
            output.append(outcome)
        }
    }

    /// A method that hides a payment or brings it back.
    private func settling<Request: WriteRequest>(
        _ message: MethodMessage,
        _ make: @escaping @Sendable (ID<Payment>) -> Request
    ) -> Method<Guest> where Request.Outcome == PaymentOutcome {
        writing(message) { parameters throws(RPCError) in
            let id = try parameters.name("id", of: Payment.self)
            return { scope, context throws(ServiceError) in
                try make(id.resolve(in: scope)).run(in: &scope, as: context)
            }
        } _: { (outcome: PaymentOutcome, output) in
            output.append(outcome)
        }
    }

    // MARK: - Balances

    private var balanceGet: Method<Guest> {
        let house = self
        return getting(.balanceGet) { parameters throws(RPCError) in
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            return { guest, view, fields throws(ServiceError) in
                let student = try house.student(student, guest, in: view).id
                fields.field("studentId", student)
                fields.field("balance", try view.balance(of: student))
            }
        }
    }

    private var balanceAdjust: Method<Guest> {
        writing(.balanceAdjust) { parameters throws(RPCError) in
            let student = try parameters.name("studentId", of: User.self)
            let delta = try parameters.money("delta")
            let note = try parameters.string("note")
            return { scope, context throws(ServiceError) in
                try AdjustBalance(of: student.resolve(in: scope), by: delta, note: note)
                    .run(in: &scope, as: context)
            }
        } _: { (outcome: AdjustBalance.Outcome, output) in
            output.append(outcome.studentID, outcome.delta, outcome.newBalance)
        }
    }

    private var balanceLedger: Method<Guest> {
        let house = self
        return listing(.balanceLedger, of: BalanceEntry.self) { parameters throws(RPCError) in
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            let isDescending = try parameters.isDescending(usual: true)
            return { guest, view throws(ServiceError) in
                let owner = try house.student(student, guest, in: view).id.rawValue
                return ListPlan(
                    Rows<BalanceEntry>(),
                    KeyRange(.studentBalance, owner: owner),
                    reversed: isDescending
                )
            }
        }
    }
}

extension OutputBuffer {
    fileprivate mutating func append(_ outcome: PaymentOutcome) {
        append(row: outcome.payment)
        reopenObject()
        closeObject("newBalance", outcome.newBalance)
    }

    /// What a student's balance moved by.
    mutating func append(_ student: ID<User>, _ delta: Money, _ balance: Money) {
        append("{\"studentId\":")
        append(number: Int64(student.rawValue))
        append(",\"delta\":")
        append(value: delta)
        append(",")
        closeObject("newBalance", balance)
    }
}
