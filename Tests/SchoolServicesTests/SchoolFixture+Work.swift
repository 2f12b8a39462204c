import Collation
import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

// Rows of what people do, pay and say.
extension SchoolFixture {
    /// A payment with nothing but what must be said.
    func payment(
        of student: User,
        _ amount: String,
        edit: (inout Payment) -> Void = { _ in }
    ) throws -> Payment {
        var row = Payment(
            studentID: student.id,
            paymentDate: today,
            amount: try #require(Money(amount)),
            receiptNo: .missing
        )
        edit(&row)
        return row
    }

    func balance(_ student: User) throws -> String {
        let money = try read { view throws(ServiceError) in try view.balance(of: student.id) }
        return money.text
    }

    func ledger(_ student: User) throws -> [BalanceEntry] {
        try read { view throws(ServiceError) in try view.ledger(of: student.id) }
    }

    func task(_ title: String = "Sum", edit: (inout CodingTask) -> Void = { _ in }) throws
        -> CodingTask
    {
        var row = CodingTask(title: title, description: "Add two numbers")
        edit(&row)
        return try run(CreateRow(row))
    }

    @discardableResult
    func submit(
        _ student: User,
        _ task: CodingTask,
        _ status: CodingSubmission.Status = .passed,
        edit: (inout CodingSubmission) -> Void = { _ in }
    ) throws -> CreateSubmission.Outcome {
        var row = CodingSubmission(
            taskID: task.id,
            studentID: student.id,
            submittedCode: "print(1)",
            status: status
        )
        edit(&row)
        return try run(CreateSubmission(row))
    }

    func test(_ title: String = "Quiz", edit: (inout SchoolTest) -> Void = { _ in }) throws
        -> SchoolTest
    {
        var row = SchoolTest(title: title)
        edit(&row)
        return try run(CreateRow(row))
    }

    func series(_ name: String = "Series") throws -> TestSeries {
        try run(CreateRow(TestSeries(name: name)))
    }

    func topic(_ name: String = "Loops") throws -> CodingTopic {
        try run(CreateRow(CodingTopic(name: collator.folded(name))))
    }
}

extension Money {
    /// As on the wire, without quotes.
    var text: String {
        var output = OutputBuffer(capacity: 32)
        var json = output.writer(atMost: jsonByteBound)
        writeJSON(to: &json)
        _ = consume json
        return String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
            .filter { $0 != "\"" }
    }
}
