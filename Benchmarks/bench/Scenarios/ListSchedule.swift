import CFloor
import Collation
import District
import Engine
import Records
import SchoolServices

/// `schedule/status` of a cohort: twelve modules.
enum ListSchedule: ReadScenario {
    static let name = "Q5"
    static let query = DistrictQuery.q5
    static let floorLimit: Double? = 1.5
    static let sqliteLimit = 7.0

    @inline(__always) static func ask<View: Snapshot & ~Copyable>(
        _ question: DistrictQuestion,
        _ view: borrowing View,
        _ collator: Collator,
        _ output: inout OutputBuffer
    ) throws(ServiceError) {
        try ScheduleStatus(cohort: ID(question.subject), on: question.from).write(
            from: view,
            to: &output
        )
    }

    @inline(__always)
    static func floor(_ question: DistrictQuestion, _ room: UnsafeMutablePointer<CChar>) -> Int {
        unsafe floor_q5(room, question.subject, question.from.number)
    }
}
