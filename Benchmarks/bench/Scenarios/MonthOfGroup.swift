import CFloor
import Collation
import District
import Engine
import Records
import SchoolServices

/// `attendance/range` of a group: a month, about two hundred rows.
enum MonthOfGroup: ReadScenario {
    static let name = "Q2"
    static let query = DistrictQuery.q2
    static let floorLimit: Double? = 1.4
    static let sqliteLimit = 15.0

    @inline(__always) static func ask<View: Snapshot & ~Copyable>(
        _ question: DistrictQuestion,
        _ view: borrowing View,
        _ collator: Collator,
        _ output: inout OutputBuffer
    ) throws(ServiceError) {
        try AttendanceOfGroup(
            group: ID(question.subject),
            from: question.from,
            through: question.through
        ).write(from: view, to: &output)
    }

    @inline(__always)
    static func floor(_ question: DistrictQuestion, _ room: UnsafeMutablePointer<CChar>) -> Int {
        unsafe floor_q2(room, question.subject, question.from.number, question.through.number)
    }
}
