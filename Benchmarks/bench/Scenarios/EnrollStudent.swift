import CRivals
import District
import LMDB
import Records
import SQLiteRival
import SchoolModel
import SchoolServices
import Storage

/// `cohort/enroll`: member, enrollment, seats and log, a durable transaction.
struct EnrollStudent: WriteScenario {
    static let name = "W2"
    static let pageLimit = 25.0
    static let pageLimitTogether = 180.0
    static let loneLimit: Double? = nil
    static let rateLimit = 1.0

    let requests: [DistrictEnroll]

    init(_ stream: inout DistrictStream, count: Int) {
        requests = (0..<count).map { _ in stream.enroll() }
    }

    func run(_ index: Int, _ stores: Stores) throws(ServiceError) {
        let request = requests[index]
        var context = Context(collator: stores.collator, performer: ID(request.performer))
        // A day on which every cohort has begun and none is over.
        context.fixedToday = District.firstDay.advanced(by: 120)
        let (enroll, caller) = (
            EnrollInCohort(cohort: ID(request.cohort), student: ID(request.student)), context
        )
        _ = try stores.store.write { scope throws(ServiceError) in
            _ = try enroll.run(in: &scope, as: caller)
            return true
        }
    }

    func runInSQLite(_ sqlite: SQLiteRival, threads: Int32, together: Int) -> Timing {
        Timing(sqlite.enroll(requests.map { .init($0) }, threads: threads, together: together))
    }
}
