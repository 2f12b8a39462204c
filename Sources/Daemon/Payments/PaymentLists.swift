internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var paymentList: Method<Guest> {
        listing(.paymentList, of: Payment.self) { parameters throws(RPCError) in
            let group = try parameters.nameIfPresent("groupId", of: Group.self)
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            let days = try parameters.openDays()
            let status = try parameters.choiceIfPresent("status", of: Payment.Status.self)
            let method = try parameters.choiceIfPresent("method", of: Payment.Method.self)
            let isDeleted = try parameters.bool("deleted", default: false)
            return { guest, view throws(ServiceError) in
                let group = try guest.ownerIfNamed(group, in: view)?.id
                let student = try guest.ownerIfNamed(student, in: view)?.id
                var plan: ListPlan<Payment>
                if let student {
                    let range = KeyRange(.studentPayments, owner: student.rawValue)
                    plan = ListPlan(Through(Payment.ByStudentAndDate.self), range.within(days))
                    plan.filter("groupId", group) { $0.groupID == $1 }
                } else if let group {
                    let range = KeyRange(.groupPayments, owner: group.rawValue)
                    plan = ListPlan(Through(Payment.ByGroupAndDate.self), range.within(days))
                } else {
                    let range = KeyRange(.paymentDates)
                    plan = ListPlan(Through(Payment.ByDate.self), range.within(days))
                }
                plan.filter("status", status) { $0.status == $1 }
                plan.filter("method", method) { $0.method == $1 }
                plan.filter("deleted") { $0.isDeleted == isDeleted }
                return plan
            }
        }
    }

    var paymentLowBalance: Method<Guest> {
        let house = self
        return listing(.paymentLowBalance, of: StudentProfile.self) { parameters throws(RPCError) in
            let threshold = try parameters.moneyIfPresent("threshold") ?? .missing
            let organization = try parameters.nameIfPresent("organizationId", of: Organization.self)
            return { guest, view throws(ServiceError) in
                let owner = try guest.home(organization, in: view)
                let index = Through(StudentProfile.ByOrganizationDeletedAndName.self)
                let ranges = house.ranges(.organizationStudents, of: owner) { $0.append(byte: 0) }
                var plan = ListPlan<StudentProfile>(ListWalk(index, ranges)) {
                    (row, view, fields) throws(ServiceError) in
                    let user = row.id.cast(to: User.self)
                    fields.field("studentId", user)
                    if fields.wants("fullName") {
                        let person: User? = try fields.fetch(user, in: view)
                        fields.field("fullName", person?.fullName.text ?? "")
                    }
                    fields.field("balance", row.balance)
                }
                plan.filter("threshold") { $0.balance < threshold }
                return plan
            }
        }
    }

    var paymentSummary: Method<Guest> {
        getting(.paymentSummary) { parameters throws(RPCError) in
            let words = PaymentSummary.Key.allCases.map(\.rawValue)
            let word = try parameters.wordIfPresent("by", of: words) ?? "month"
            let days = try parameters.openDays()
            return { guest, view, fields throws(ServiceError) in
                var summary = PaymentSummary(by: PaymentSummary.Key(rawValue: word) ?? .month)
                try KeyRange(.paymentDates).within(days).forEach(in: view, reversed: false) {
                    (_, key, content) throws(ServiceError) -> Bool in
                    var fetched = 0
                    let index = Through(Payment.ByDate.self)
                    let row = try index.row(
                        key: key,
                        content: content,
                        in: view,
                        fetched: &fetched
                    )
                    if let row, !row.isDeleted, try guest.isVisible(row, in: view) {
                        summary.add(row)
                    }
                    return true
                }
                fields.field("items", summary.json)
                fields.field("count", summary.total.count)
                fields.field("paid", Money(hundredths: summary.total.paid))
            }
        }
    }
}

/// Payments by month, by method, or by group.
private struct PaymentSummary {
    /// What they are told apart by.
    enum Key: String, CaseIterable {
        case month, method, group
    }

    /// What payments come to.
    struct Line {
        var count = 0
        var amount: Int64 = 0
        var paid: Int64 = 0
    }

    let by: Key
    var lines: [String?: Line] = [:]
    var total = Line()

    init(by: Key) { self.by = by }

    mutating func add(_ row: Payment) {
        let key: String? =
            switch by {
            case .month: String(row.paymentDate.text.prefix(7))
            case .method: "\(row.method.name)"
            case .group: row.groupID?.description
            }
        var line = lines[key] ?? Line()
        line.count += 1
        line.amount += row.amount.hundredths
        line.paid += row.counted.hundredths
        lines[key] = line
        total.count += 1
        total.paid += row.counted.hundredths
    }

    /// The lines by their keys; what has none comes last.
    var json: JSONText {
        var output = OutputBuffer(capacity: 512)
        output.append("[")
        let ordered = lines.sorted { left, right in
            guard let first = left.key, let second = right.key else { return right.key == nil }
            let numbers = (Int(first), Int(second))
            if let one = numbers.0, let other = numbers.1 { return one < other }
            return first < second
        }
        for (key, line) in ordered {
            output.append("{\"key\":")
            if let key { output.append(text: key) } else { output.append("null") }
            output.append(",")
            output.member("count", line.count)
            output.append("\"amount\":")
            output.append(value: Money(hundredths: line.amount))
            output.append(",")
            output.closeObject("paid", Money(hundredths: line.paid))
            output.append(",")
        }
        output.removeTrailingComma()
        output.append("]")
        return JSONText(trusted: String(decoding: [UInt8](copying: output.bytes), as: UTF8.self))
    }
}

extension KeyRange {
    /// The entries of some days, where the latest day comes first.
    func within(_ days: (from: Day?, through: Day?)) -> KeyRange {
        var range = self
        if let last = days.through { range.from = Self.suffix { $0.append(descending: last) } }
        if let first = days.from {
            range.below = Self.suffix { $0.append(descending: first.advanced(by: -1)) }
        }
        return range
    }
}

extension Parameters {
    /// The first and the last day, either of which may be missing.
    func openDays() throws(RPCError) -> (from: Day?, through: Day?) {
        let days = (from: try dayIfPresent("from"), through: try dayIfPresent("to"))
        if let first = days.from, let last = days.through, first > last {
            throw invalid("from", "range", hint: "not after to")
        }
        return days
    }
}
