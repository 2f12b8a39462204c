import CFloor
import Collation
import District
import Engine
import Records
import SchoolServices

/// `cohort/roster`: forty rows by name.
enum ListRoster: ReadScenario {
    static let name = "Q4"
    static let query = DistrictQuery.q4
    static let floorLimit: Double? = 1.4
    static let sqliteLimit = 8.0

    @inline(__always) static func ask<View: Snapshot & ~Copyable>(
        _ question: DistrictQuestion,
        _ view: borrowing View,
        _ collator: Collator,
        _ output: inout OutputBuffer
    ) throws(ServiceError) {
        try CohortRoster(cohort: ID(question.subject), collator: collator).write(
            from: view,
            to: &output
        )
    }

    @inline(__always)
    static func floor(_ question: DistrictQuestion, _ room: UnsafeMutablePointer<CChar>) -> Int {
        unsafe floor_q4(room, question.subject)
    }
}
