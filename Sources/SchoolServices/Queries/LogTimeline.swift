public import Engine
public import Records
public import SchoolModel
internal import Storage

/// `log/byGroup`, `log/byStudent`, `log/byPerformer` and a cohort's trail: newest first.
public struct LogTimeline: Query {
    /// Whose trail.
    public enum Subject: BitwiseCopyable, Sendable {
        case group(ID<Group>)
        case cohort(ID<Cohort>)
        /// Whom it happened to, in any role.
        case student(ID<User>)
        case performer(ID<User>)
    }

    public var subject: Subject
    /// Only these actions; empty for all.
    public var actions: Set<String>
    public var limit: Int

    public init(of subject: Subject, actions: Set<String> = [], limit: Int = 50) {
        self.subject = subject
        self.actions = actions
        self.limit = limit
    }

    /// Writes an array of whole rows.
    public func write<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        output.beginArray()
        switch subject {
        case .group(let id):
            try write(ActivityLog.ByGroup.self, id.rawValue, from: snapshot, to: &output)
        case .cohort(let id):
            try write(ActivityLog.ByCohort.self, id.rawValue, from: snapshot, to: &output)
        case .student(let id):
            try write(ActivityLog.ByStudent.self, id.rawValue, from: snapshot, to: &output)
        case .performer(let id):
            try write(ActivityLog.ByPerformer.self, id.rawValue, from: snapshot, to: &output)
        }
        output.endArray()
    }

    private func write<Trail: SecondaryIndex, View: Snapshot & ~Copyable>(
        _ trail: Trail.Type,
        _ owner: UInt64,
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) where Trail.Row == ActivityLog {
        guard limit > 0 else { return }
        let prefix = Key(Trail.place, owner: owner)
        var left = limit
        try snapshot.forEachRow(through: Trail.self, under: prefix.bytes, reversed: true) {
            (row) throws(ServiceError) in
            guard actions.isEmpty || actions.contains(row.action) else { return true }
            output.append(row)
            left -= 1
            return left > 0
        }
    }
}
