public import Collation
public import Engine
public import Records
public import SchoolModel
public import Storage

/// `cohort/roster`: who is in a cohort, and how far.
///
/// By name it is one range, whose keys are in the order of names, and one look-up of the course's lessons.
/// Any other order, and a search, gathers the rows first.
public struct CohortRoster: Query {
    /// What the rows are sorted by; equal ones by name, then by student.
    public enum Order: Sendable {
        /// The collated name.
        case name
        /// How many lessons are completed.
        case progress
        /// When the student was last there; never stands last.
        case lastActivity
        /// Active, paused, completed, dropped.
        case status
        /// When the student joined.
        case enrolled
    }

    /// Whose.
    public var cohort: ID<Cohort>
    /// Sorted by what.
    public var order = Order.name
    /// Whether the largest comes first.
    public var isDescending = false
    /// Only members with this status; nil for all.
    public var status: CohortMember.Status?
    /// Only names that hold this text, compared without regard to case.
    public var search: String?
    /// At most so many rows; no status is asked for beside it.
    public var limit = Int.max
    /// Orders names that begin alike, and folds them; the store's own.
    public var collator: Collator

    /// The whole roster by name.
    public init(cohort: ID<Cohort>, collator: Collator) {
        self.cohort = cohort
        self.collator = collator
    }

    /// Writes an array.
    @inlinable public func write<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        if snapshot.onlooker != nil { return try writeSeen(from: snapshot, to: &output) }
        try writeAll(from: snapshot, to: &output)
    }

    /// Writes an answer that hides nothing.
    @inlinable @inline(__always) func writeAll<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let start = output.byteCount
        do throws(EngineError) {
            if order == .name, !isDescending, search == nil,
                try writeInKeyOrder(from: snapshot, to: &output)
            {
                return
            }
            output.truncate(to: start)
            try writeSorted(from: snapshot, to: &output)
        } catch { throw ServiceError(error) }
    }

    /// Writes the rows as they lie.
    ///
    /// Returns false where two different names have the same key: only their whole keys order them.
    @inlinable @inline(__always) func writeInKeyOrder<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(EngineError) -> Bool {
        let lower = Key(.cohortMembers, owner: cohort.rawValue)
        let upper = Key(behind: .cohortMembers, owner: cohort.rawValue)
        output.beginArray()
        var rows = snapshot.entries(
            from: lower.bytes,
            below: upper.bytes,
            reversed: false,
            limit: limit
        )
        var last = RosterPlace()
        let text = try writeFirst(of: &rows, in: snapshot, to: &output, &last)
        while let entry = try rows.next() {
            do throws(RecordError) {
                guard try output.append(entry, text, only: status, after: &last) else {
                    return false
                }
            } catch { throw .damaged(error) }
        }
        output.endArray()
        return true
    }

    /// Writes the first row, from which the others' text is known; it stays as it is from then on.
    @inlinable
    func writeFirst<View: Snapshot & ~Copyable, Rows: EntryCursor & ~Copyable & ~Escapable>(
        of rows: inout Rows,
        in snapshot: borrowing View,
        to output: inout OutputBuffer,
        _ last: inout RosterPlace
    ) throws(EngineError) -> RosterText {
        guard let entry = try rows.next() else { return RosterText() }
        let text = try RosterText(cohort, entry, in: snapshot)
        do throws(RecordError) {
            // Nothing stands in front of it, so it is in order.
            _ = try output.append(entry, text, only: status, after: &last)
        } catch { throw .damaged(error) }
        return text
    }
}
