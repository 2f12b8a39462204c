public import CRivals
public import District
import Records

/// SQLite in process on a district, asked and written to as the store is.
@safe public final class SQLiteRival {
    let store: OpaquePointer
    /// The answer to the last question; large enough for the longest.
    private let room: UnsafeMutableBufferPointer<CChar>

    /// Opens a store that `load` has made.
    public init(opening path: String, options: rivals_options = rivals_options()) {
        unsafe store = rivals_open(path, options)
        unsafe room = .allocate(capacity: 8 << 20)
    }

    deinit {
        unsafe rivals_close(store)
        unsafe room.deallocate()
    }

    /// Answers once and returns the number of bytes.
    public func answer(
        _ query: DistrictQuery,
        _ question: DistrictQuestion,
        as form: rivals_form
    ) -> Int {
        guard let out = unsafe room.baseAddress else { return 0 }
        let subject = question.subject
        let (from, through) = (question.from.number, question.through.number)
        return switch query {
        case .q1: unsafe rivals_q1(store, form, subject, out)
        case .q1b: unsafe rivals_q1b(store, form, subject, question.course, out)
        case .q2: unsafe rivals_q2(store, form, subject, from, through, out)
        case .q3: unsafe rivals_q3(store, form, subject, from, through, out)
        case .q4: unsafe rivals_q4(store, form, subject, 50, out)
        case .q5: unsafe rivals_q5(store, form, subject, from, out)
        case .q5b: unsafe rivals_q5b(store, form, subject, from, out)
        }
    }

    /// What the last question was answered with.
    public func answerText(count: Int) -> String {
        unsafe String(decoding: UnsafeRawBufferPointer(room).prefix(count), as: UTF8.self)
    }

    /// Marks classes in one durable transaction.
    public func mark(_ batch: borrowing RivalSheets, _ range: Range<Int>) {
        unsafe rivals_w1(store, batch.sheets + range.lowerBound, range.count, nil)
    }

    /// Enrolls students in one durable transaction.
    public func enroll(_ requests: [rivals_enroll], _ range: Range<Int>) {
        unsafe requests.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe rivals_w2(store, start + range.lowerBound, range.count, nil)
        }
    }

    /// Marks classes from many threads; one time in nanoseconds for each transaction, and the whole.
    public func mark(
        _ batch: borrowing RivalSheets,
        threads: Int32,
        together: Int
    ) -> (each: [UInt64], all: UInt64) {
        var each = [UInt64](repeating: 0, count: (batch.count + together - 1) / together)
        let all = unsafe each.withUnsafeMutableBufferPointer { times in
            unsafe rivals_drive_w1(
                store,
                threads,
                together,
                batch.sheets,
                batch.count,
                times.baseAddress
            )
        }
        return (each, all)
    }

    /// Enrolls students from many threads, likewise.
    public func enroll(
        _ requests: [rivals_enroll],
        threads: Int32,
        together: Int
    ) -> (each: [UInt64], all: UInt64) {
        var each = [UInt64](repeating: 0, count: (requests.count + together - 1) / together)
        let all = unsafe each.withUnsafeMutableBufferPointer { times in
            unsafe requests.withUnsafeBufferPointer { requests in
                unsafe rivals_drive_w2(
                    store,
                    threads,
                    together,
                    requests.baseAddress,
                    requests.count,
                    times.baseAddress
                )
            }
        }
        return (each, all)
    }

    /// Empties the log into the store.
    public func checkpoint() { unsafe rivals_checkpoint(store) }

    /// Counts of rows and bytes.
    public func measure() -> rivals_stats { unsafe rivals_measure(store) }

    /// Each statement's name, SQL and plan, line by line.
    public func plans() -> [(query: String, sql: String, plan: String)] {
        var lines: [(query: String, sql: String, plan: String)] = []
        unsafe withUnsafeMutablePointer(to: &lines) { lines in
            unsafe rivals_explain(
                store,
                { context, query, sql, plan in
                    guard let context = unsafe context, let query = unsafe query,
                        let sql = unsafe sql, let plan = unsafe plan
                    else { return }
                    typealias Lines = [(query: String, sql: String, plan: String)]
                    unsafe context.assumingMemoryBound(to: Lines.self).pointee.append(
                        (String(cString: query), String(cString: sql), String(cString: plan))
                    )
                },
                lines
            )
        }
        return lines
    }
}

extension rivals_enroll {
    /// The request in C.
    public init(_ request: DistrictEnroll) {
        self.init(
            cohort: request.cohort,
            student: request.student,
            performer: request.performer,
            at: request.at.milliseconds
        )
    }
}
