import CFloor
import Collation
import District
import Engine
import Records
import SchoolServices

/// `attendance/range` of a student: ninety days in two groups.
enum DaysOfStudent: ReadScenario {
    static let name = "Q3"
    static let query = DistrictQuery.q3
    static let floorLimit: Double? = 1.4
    static let sqliteLimit = 2.5

    @inline(__always) static func ask<View: Snapshot & ~Copyable>(
        _ question: DistrictQuestion,
        _ view: borrowing View,
        _ collator: Collator,
        _ output: inout OutputBuffer
    ) throws(ServiceError) {
        try AttendanceOfStudent(
            student: ID(question.subject),
            from: question.from,
            through: question.through
        ).write(from: view, to: &output)
    }

    @inline(__always)
    static func floor(_ question: DistrictQuestion, _ room: UnsafeMutablePointer<CChar>) -> Int {
        unsafe floor_q3(room, question.subject, question.from.number, question.through.number)
    }
}
