public import Engine
public import Records
public import SchoolModel
internal import Storage

/// How many members a cohort has, how many of them take a seat, and how many there are of each status.
///
/// Members and seats are counted with every write; the statuses are counted here.
public struct RosterCounters: Query {
    public var cohort: ID<Cohort>

    public init(cohort: ID<Cohort>) { self.cohort = cohort }

    /// Writes an object; refuses a cohort that does not exist.
    public func write<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let known: Cohort? = try stored { () throws(StoreError) in try snapshot.row(cohort) }
        guard let known else { throw .notFound(Cohort.table, id: cohort.rawValue) }
        let sums = try stored { () throws(StoreError) in
            try snapshot.amounts(CohortCounters.self, owner: cohort.rawValue)
        }
        let statuses = try stored { () throws(StoreError) in try count(in: snapshot) }
        var json = output.writer(atMost: 512)
        json.literal("{\"cohortId\":")
        json.number(cohort.rawValue)
        json.literal(",\"maxStudents\":")
        known.maxStudents.writeJSON(to: &json)
        json.literal(",\"memberCount\":")
        json.number(UInt64(sums[0]))
        json.literal(",\"seatCount\":")
        json.number(UInt64(sums[1]))
        for status in CohortMember.Status.allCases {
            json.literal(",\"")
            json.literal(status.name)
            json.literal("\":")
            json.number(statuses[Int(status.rawValue)])
        }
        json.literal("}")
    }

    private func count<View: Snapshot & ~Copyable>(
        in snapshot: borrowing View
    ) throws(StoreError) -> InlineArray<4, UInt64> {
        let lower = Key(.cohortMembers, owner: cohort.rawValue)
        let upper = Key(behind: .cohortMembers, owner: cohort.rawValue)
        var counts = InlineArray<4, UInt64>(repeating: 0)
        try snapshot.forEachEntry(from: lower.bytes, below: upper.bytes) {
            (_, content) throws(StoreError) in
            let status: CohortMember.Status
            do throws(RecordError) { status = try MemberView(content).status } catch {
                throw .engine(.damaged(error))
            }
            counts[Int(status.rawValue)] += 1
            return true
        }
        return counts
    }
}
