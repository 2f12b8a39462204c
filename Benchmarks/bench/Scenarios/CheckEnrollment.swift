import CFloor
import Collation
import District
import Engine
import Records
import SchoolServices

/// `enrollment/check`: one small answer.
enum CheckEnrollment: ReadScenario {
    static let name = "Q1b"
    static let query = DistrictQuery.q1b
    static let floorLimit: Double? = nil
    static let sqliteLimit = 2.5

    @inline(__always) static func ask<View: Snapshot & ~Copyable>(
        _ question: DistrictQuestion,
        _ view: borrowing View,
        _ collator: Collator,
        _ output: inout OutputBuffer
    ) throws(ServiceError) {
        try EnrollmentCheck(student: ID(question.subject), course: ID(question.course)).write(
            from: view,
            to: &output
        )
    }

    @inline(__always)
    static func floor(_ question: DistrictQuestion, _ room: UnsafeMutablePointer<CChar>) -> Int {
        unsafe floor_q1b(room, question.subject, question.course)
    }

    /// To SQLite enrolled means that there is a row, to the store that it is active.
    static func plain(_ rival: [UInt8]) -> [UInt8] {
        let head = Array("{\"enrolled\":true,".utf8)
        guard rival.starts(with: head), rival != head + Array("\"status\":\"active\"}".utf8) else {
            return rival
        }
        return Array("{\"enrolled\":false,".utf8) + rival.dropFirst(head.count)
    }
}
