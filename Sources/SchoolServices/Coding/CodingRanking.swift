public import Engine
public import Records
public import SchoolModel
internal import Storage

/// Who has solved how many tasks, best first.
public struct CodingRanking: Sendable {
    /// Only the active students of a group.
    public var group: ID<Group>?
    /// Only tasks of a topic.
    public var topic: ID<CodingTopic>?
    /// Only what was handed in from an instant on, and before another.
    public var from: Timestamp?
    public var to: Timestamp?
    /// Only students whose folded name holds this.
    public var search: String?
    public var order = Order.solved
    /// Whether trial runs count as attempts.
    public var includesRuns = false

    /// What comes first; ties go by the other numbers, then by student.
    public enum Order: String, Sendable, CaseIterable {
        case solved, attempts, lastActivity
    }

    /// One student.
    public struct Line: Equatable, Sendable {
        public var studentID: ID<User>
        public var fullName: String
        public var solved = 0
        public var attempts = 0
        public var perTask: [TaskLine] = []
        public var lastActivity: Timestamp?
    }

    /// One task of a student.
    public struct TaskLine: Equatable, Sendable {
        public var taskID: ID<CodingTask>
        public var attempts = 0
        public var isSolved = false
    }

    public init() {}

    /// The students who have handed in anything, in order.
    public func lines<S: Snapshot & ~Copyable>(
        in snapshot: borrowing S,
        counting entries: EntryCount? = nil
    ) throws(ServiceError) -> [Line] {
        var tasks: Set<ID<CodingTask>>?
        if let topic { tasks = try snapshot.taskIDs(of: topic) }
        entries?.add(tasks?.count ?? 0)
        var lines: [Line] = []
        for user in try snapshot.rankedStudents(of: group, counting: entries) {
            guard let row = try snapshot.found(user), try snapshot.isVisible(row) else { continue }
            if let search, !row.foldedName.contains(search) { continue }
            var line = Line(studentID: row.id, fullName: row.fullName.text)
            try count(into: &line, tasks, in: snapshot, entries)
            if line.attempts > 0 { lines.append(line) }
        }
        return lines.sorted { isBefore($0, $1) }
    }

    /// Reads a student's entries, which hold all that is counted: no program is read.
    private func count<S: Snapshot & ~Copyable>(
        into line: inout Line,
        _ tasks: Set<ID<CodingTask>>?,
        in snapshot: borrowing S,
        _ entries: EntryCount?
    ) throws(ServiceError) {
        let prefix = Key(CodingSubmission.ByStudentAndTime.place, owner: line.studentID)
        var upper = KeyBuffer()
        upper.append(prefix.bytes)
        upper.advancePastPrefix()
        var found: [ID<CodingTask>: TaskLine] = [:]
        var latest: Timestamp?
        try snapshot.forEachEntry(from: prefix.bytes, below: upper.bytes) {
            (key, content) throws(ServiceError) -> Bool in
            entries?.add(1)
            let entry = try CodingSubmission.RankedEntry(key, content)
            if let from, entry.createdAt < from { return false }
            if let to, entry.createdAt >= to { return true }
            guard entry.runType == .submit || includesRuns else { return true }
            guard tasks?.contains(entry.taskID) ?? true else { return true }
            var task = found[entry.taskID] ?? TaskLine(taskID: entry.taskID)
            task.attempts += 1
            if entry.runType == .submit, entry.status == .passed { task.isSolved = true }
            found[entry.taskID] = task
            latest = latest ?? entry.createdAt
            return true
        }
        line.perTask = found.values.sorted { $0.taskID < $1.taskID }
        line.attempts = line.perTask.reduce(0) { $0 + $1.attempts }
        line.solved = line.perTask.count(where: \.isSolved)
        line.lastActivity = latest
    }

    private func isBefore(_ left: Line, _ right: Line) -> Bool {
        let never = Timestamp(milliseconds: .min)
        let times = (left.lastActivity ?? never, right.lastActivity ?? never)
        switch order {
        case .solved where left.solved != right.solved: return left.solved > right.solved
        case .attempts where left.attempts != right.attempts:
            return left.attempts > right.attempts
        case .lastActivity where times.0 != times.1: return times.0 > times.1
        default: break
        }
        if left.solved != right.solved { return left.solved > right.solved }
        // Of two who have solved as much, who needed fewer attempts is better.
        if left.attempts != right.attempts { return left.attempts < right.attempts }
        return left.studentID < right.studentID
    }
}

extension CodingSubmission {
    /// What a student's entry tells of a submission.
    fileprivate struct RankedEntry {
        var createdAt: Timestamp
        var taskID: ID<CodingTask>
        var status: Status
        var runType: RunType

        init(_ key: RawSpan, _ content: RawSpan) throws(ServiceError) {
            do throws(RecordError) {
                var keyReader = KeyReader(key)
                _ = try keyReader.owner()
                createdAt = try keyReader.descendingTimestamp()
                var reader = ByteReader(content)
                taskID = try ID(from: &reader)
                status = try Status(from: &reader)
                runType = try RunType(from: &reader)
            } catch { throw ServiceError(StoreError.engine(.damaged(error))) }
        }
    }
}

extension Snapshot where Self: ~Copyable {
    /// The tasks of a topic.
    fileprivate borrowing func taskIDs(
        of topic: ID<CodingTopic>
    ) throws(ServiceError) -> Set<ID<CodingTask>> {
        _ = try subject(topic)
        var prefix = Key()
        prefix.begin(CodingTask.ByTopicAndOrder.place)
        prefix.append(topic)
        return Set(try rows(through: CodingTask.ByTopicAndOrder.self, under: prefix).map(\.id))
    }

    /// The active students of a group, or everybody who has handed anything in.
    fileprivate borrowing func rankedStudents(
        of group: ID<Group>?,
        counting entries: EntryCount?
    ) throws(ServiceError) -> [ID<User>] {
        if let group {
            _ = try subject(group)
            let memberships = try memberships(of: group, as: .student)
            entries?.add(memberships.count)
            return memberships.filter(\.isActive).map(\.userID)
        }
        var prefix = Key()
        prefix.begin(User.ByRole.place)
        prefix.append(byte: User.Role.student.rawValue)
        var upper = KeyBuffer()
        upper.append(prefix.bytes)
        upper.advancePastPrefix()
        var students: [ID<User>] = []
        try forEachEntry(from: prefix.bytes, below: upper.bytes) {
            (key, _) throws(ServiceError) -> Bool in
            do throws(RecordError) {
                var reader = KeyReader(key)
                try reader.skip(3)
                students.append(try reader.id(of: User.self))
            } catch { throw ServiceError(StoreError.engine(.damaged(error))) }
            return true
        }
        var busy: [ID<User>] = []
        entries?.add(students.count)
        for student in students {
            let place = CodingSubmission.ByStudentAndTime.place
            if try count(under: Key(place, owner: student), limit: 1) > 0 { busy.append(student) }
        }
        return busy
    }
}
