public import Engine
public import Records
public import SchoolModel
public import Storage

/// `schedule/unlocked`: the scheduled modules that are open on a day, of one cohort or of all cohorts of
/// a student; by cohort, then by the day on which they opened, then by module.
public struct UnlockedModules: Query {
    /// Whose modules.
    public enum Subject: BitwiseCopyable, Sendable {
        /// Those of a cohort.
        case cohort(ID<Cohort>)
        /// Those of every cohort that the student has not been dropped from.
        case student(ID<User>)
    }

    /// Whose.
    public var subject: Subject
    /// On which day.
    public var day: Day

    /// The modules of a cohort.
    public init(cohort: ID<Cohort>, on day: Day) {
        subject = .cohort(cohort)
        self.day = day
    }

    /// The modules of a student.
    public init(student: ID<User>, on day: Day) {
        subject = .student(student)
        self.day = day
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
        output.beginArray()
        do throws(EngineError) {
            switch subject {
            case .cohort(let cohort):
                try writeRows(of: cohort.rawValue, from: snapshot, to: &output)
            case .student(let student):
                try writeRows(ofStudent: student, from: snapshot, to: &output)
            }
        } catch { throw ServiceError(error) }
        output.endArray()
    }

    @inlinable @inline(__always) func writeRows<View: Snapshot & ~Copyable>(
        ofStudent student: ID<User>,
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(EngineError) {
        let lower = Key(.userCohorts, owner: student.rawValue)
        let upper = Key(behind: .userCohorts, owner: student.rawValue)
        var cohorts = snapshot.entries(from: lower.bytes, below: upper.bytes)
        while let entry = try cohorts.next() {
            let cohort: UInt64
            do {
                let content = try verifiedContent(key: entry.key, value: entry.value)
                var reader = ByteReader(content)
                if try CohortMember.Status(stored: reader.byte()) == .dropped { continue }
                cohort = try entry.key.idBehindHead()
            } catch { throw .damaged(error) }
            try writeRows(of: cohort, from: snapshot, to: &output)
        }
    }

    @inlinable func writeRows<View: Snapshot & ~Copyable>(
        of cohort: UInt64,
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(EngineError) {
        let lower = Key(.cohortSchedules, owner: cohort)
        let upper = Key(.cohortSchedules, owner: cohort, day: day.advanced(by: 1))
        let head = Fragment<48> { json in
            json.literal("{\"cohortId\":")
            json.number(cohort)
            json.literal(",\"moduleId\":")
        }
        var schedules = snapshot.entries(from: lower.bytes, below: upper.bytes)
        while let entry = try schedules.next() {
            do { try output.append(entry, on: day, behind: head) } catch { throw .damaged(error) }
        }
    }
}

extension OutputBuffer {
    /// Writes a scheduled module as it is stored, where it is open on a day; compiled once, here.
    @usableFromInline mutating func append(
        _ entry: Entry,
        on day: Day,
        behind head: borrowing Fragment<48>
    ) throws(RecordError) {
        let row = try ScheduleView(verifiedContent(key: entry.key, value: entry.value))
        guard row.isUnlocked(on: day) else { return }
        let title = JSONWriter.textBound(row.title.byteCount)
        var json = self.row(atMost: Self.scheduleBound, texts: title)
        json.fragment(head)
        json.module(row)
        json.literal("},")
    }
}
