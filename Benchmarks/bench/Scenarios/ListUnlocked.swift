import CFloor
import Collation
import District
import Engine
import Records
import SchoolServices

/// `schedule/unlocked` of a student: three cohorts.
enum ListUnlocked: ReadScenario {
    static let name = "Q5b"
    static let query = DistrictQuery.q5b
    static let floorLimit: Double? = 1.5
    static let sqliteLimit = 5.0

    @inline(__always) static func ask<View: Snapshot & ~Copyable>(
        _ question: DistrictQuestion,
        _ view: borrowing View,
        _ collator: Collator,
        _ output: inout OutputBuffer
    ) throws(ServiceError) {
        try UnlockedModules(student: ID(question.subject), on: question.from).write(
            from: view,
            to: &output
        )
    }

    @inline(__always)
    static func floor(_ question: DistrictQuestion, _ room: UnsafeMutablePointer<CChar>) -> Int {
        unsafe floor_q5b(room, question.subject, question.from.number)
    }
}
