public import Engine
public import Records
public import SchoolModel
internal import Storage

/// `schedule/list`: the schedule of a cohort by unlock date, with the modules' titles and order.
public struct ScheduleOfCohort: Query {
    public var cohort: ID<Cohort>

    public init(cohort: ID<Cohort>) { self.cohort = cohort }

    /// Writes an array of whole rows.
    public func write<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let prefix = Key(.cohortSchedules, owner: cohort.rawValue)
        output.beginArray()
        try snapshot.forEachRow(of: CohortSchedule.self, under: prefix.bytes) {
            (row) throws(ServiceError) in
            output.append(row) { fields in
                fields.field("title", row.title)
                fields.field("orderIndex", row.orderIndex)
            }
            return true
        }
        output.endArray()
    }
}

extension OutputBuffer {
    /// A whole row as an object and a comma; `more` adds what the row itself does not show.
    mutating func append<Row: Record>(
        _ row: Row,
        _ more: (inout JSONFields) -> Void = { _ in }
    ) {
        // The fields own the buffer while they write; an empty one stands in for it.
        var buffer = OutputBuffer(capacity: 16)
        swap(&buffer, &self)
        var fields = JSONFields(appendingTo: buffer)
        row.write(to: &fields)
        more(&fields)
        self = fields.finish()
        var json = writer(atMost: 1)
        json.literal(",")
    }
}
