import District
import LMDB
import Records
import SQLiteRival
import SchoolModel
import SchoolServices
import Storage

/// `attendance/bulkSet` of one class: twenty-five marks, a durable transaction.
struct MarkClass: WriteScenario {
    static let name = "W1"
    static let pageLimit = 16.0
    static let pageLimitTogether = 80.0
    static let loneLimit: Double? = 1
    static let rateLimit = 4.0

    let requests: [DistrictSheet]

    init(_ stream: inout DistrictStream, count: Int) {
        requests = (0..<count).map { _ in stream.classMark() }
    }

    func run(_ index: Int, _ stores: Stores) throws(ServiceError) {
        let request = requests[index]
        var context = Context(collator: stores.collator, performer: ID(request.markedBy))
        context.fixedToday = District.today
        let items = request.marks.map { mark in
            MarkItem(
                ID(mark.student),
                on: request.day,
                AttendanceStatus(rawValue: mark.status.rawValue) ?? .present,
                note: mark.note,
                markedAt: mark.markedAt
            )
        }
        let (mark, caller) = (BulkSetAttendance(in: ID(request.group), items), context)
        _ = try stores.store.write { scope throws(ServiceError) in
            _ = try mark.run(in: &scope, as: caller)
            return true
        }
    }

    func runInSQLite(_ sqlite: SQLiteRival, threads: Int32, together: Int) -> Timing {
        let sheets = RivalSheets(requests)
        return Timing(sqlite.mark(sheets, threads: threads, together: together))
    }
}
