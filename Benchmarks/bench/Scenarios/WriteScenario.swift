import District
import SQLiteRival
import SchoolServices

/// One kind of durable write: requests that are made before anything is measured.
protocol WriteScenario: Sendable {
    static var name: String { get }
    /// Pages that a commit may write, alone and for requests of sixteen threads.
    static var pageLimit: Double { get }
    static var pageLimitTogether: Double { get }
    /// From sixteen threads the store answers at least so many times SQLite's rate.
    static var rateLimit: Double { get }
    /// SQLite's mean time for a lone request is at least so many times the store's; nil where it is not
    /// judged.
    static var loneLimit: Double? { get }

    init(_ stream: inout DistrictStream, count: Int)

    /// Runs one request and returns when it is durable.
    func run(_ index: Int, _ stores: Stores) throws(ServiceError)

    /// Runs all requests in SQLite.
    func runInSQLite(_ sqlite: SQLiteRival, threads: Int32, together: Int) -> Timing
}

/// How long requests took, in nanoseconds.
struct Timing: Sendable {
    /// One time each.
    var each: [UInt64] = []
    /// From the first to the last.
    var all: UInt64 = 0

    init() {}

    init(_ times: (each: [UInt64], all: UInt64)) {
        each = times.each
        all = times.all
    }

    static func += (left: inout Timing, right: Timing) {
        left.each += right.each
        left.all += right.all
    }
}
