import CFloor
import Collation
import District
import Engine
import Records
import SchoolServices

/// `enrollment/listByStudent`: five rows with the names of their courses.
enum ListEnrollments: ReadScenario {
    static let name = "Q1"
    static let query = DistrictQuery.q1
    static let floorLimit: Double? = 1.5
    static let sqliteLimit = 3.0

    @inline(__always) static func ask<View: Snapshot & ~Copyable>(
        _ question: DistrictQuestion,
        _ view: borrowing View,
        _ collator: Collator,
        _ output: inout OutputBuffer
    ) throws(ServiceError) {
        try EnrollmentsOfStudent(student: ID(question.subject)).write(from: view, to: &output)
    }

    @inline(__always)
    static func floor(_ question: DistrictQuestion, _ room: UnsafeMutablePointer<CChar>) -> Int {
        unsafe floor_q1(room, question.subject)
    }
}
