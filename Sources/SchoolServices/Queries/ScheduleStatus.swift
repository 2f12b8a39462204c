public import Engine
public import Records
public import SchoolModel
public import Storage

/// `schedule/status`: every module of a cohort's course on a day, in the order of the course.
///
/// Where every module has a date and the dates follow the order of the course, one range answers it; how
/// many modules there are is a counter of the course.
public struct ScheduleStatus: Query {
    /// Whose schedule.
    public var cohort: ID<Cohort>
    /// On which day.
    public var day: Day
    /// Whether a module without a date is open: a setting of the store.
    public var unscheduledIsUnlocked: Bool

    /// A question.
    public init(cohort: ID<Cohort>, on day: Day, unscheduledIsUnlocked: Bool = true) {
        self.cohort = cohort
        self.day = day
        self.unscheduledIsUnlocked = unscheduledIsUnlocked
    }

    /// Writes an array; refuses a cohort that does not exist.
    @inlinable public func write<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        if snapshot.onlooker != nil { return try writeSeen(from: snapshot, to: &output) }
        try writeWhole(from: snapshot, to: &output)
    }

    /// Writes an answer that hides nothing.
    @inlinable @inline(__always) func writeWhole<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let start = output.byteCount
        let isWhole: Bool
        do throws(EngineError) { isWhole = try writeScheduled(from: snapshot, to: &output) } catch {
            throw ServiceError(error)
        }
        if !isWhole {
            output.truncate(to: start)
            try writeAll(from: snapshot, to: &output)
        }
    }

    /// Writes the rows as they lie.
    ///
    /// Returns whether they are all, and in order.
    @inlinable func writeScheduled<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(EngineError) -> Bool {
        let lower = Key(.cohortSchedules, owner: cohort.rawValue)
        let upper = Key(behind: .cohortSchedules, owner: cohort.rawValue)
        output.beginArray()
        var left: UInt64 = 0
        var isFirst = true
        var last = (order: UInt32(0), module: UInt64(0))
        var schedules = snapshot.entries(from: lower.bytes, below: upper.bytes)
        while let entry = try schedules.next() {
            let row: SchedulePlace
            do { row = try output.append(entry, on: day) } catch { throw .damaged(error) }
            if isFirst {
                isFirst = false
                left = try snapshot.courseTotals(row.course).modules
            }
            guard (last.order, last.module) < (row.order, row.module) else { return false }
            last = (row.order, row.module)
            left &-= 1
        }
        output.endArray()
        return !isFirst && left == 0
    }
}

extension OutputBuffer {
    /// Names of fields 140, three numbers 60, two dates 24, a fragment 48; the title comes on top.
    @inlinable static var scheduleBound: Int { 280 }

    /// Writes a scheduled module as it is stored, and tells where in the course it stands.
    ///
    /// Compiled once, here: inlined into the specialised walk, its parts were called one by one.
    @usableFromInline mutating func append(
        _ entry: Entry,
        on day: Day
    ) throws(RecordError) -> SchedulePlace {
        let row = try ScheduleView(verifiedContent(key: entry.key, value: entry.value))
        let title = JSONWriter.textBound(row.title.byteCount)
        var json = self.row(atMost: Self.scheduleBound, texts: title)
        json.literal("{\"moduleId\":")
        json.module(row)
        if day < row.unlockDate {
            json.literal(",\"isUnlocked\":false,\"reason\":\"locked_until\",\"daysUntil\":")
            json.smallNumber(UInt32(bitPattern: row.unlockDate.number &- day.number))
            json.literal("},")
        } else if row.isUnlocked(on: day) {
            json.literal(",\"isUnlocked\":true,\"reason\":\"unlocked\",\"daysUntil\":null},")
        } else {
            json.literal(",\"isUnlocked\":false,\"reason\":\"locked_after\",\"daysUntil\":null},")
        }
        return SchedulePlace(
            order: row.orderIndex,
            module: row.moduleID.rawValue,
            course: row.courseID.rawValue
        )
    }
}

/// Where in which course a module stands.
@usableFromInline struct SchedulePlace: BitwiseCopyable {
    @usableFromInline let order: UInt32
    @usableFromInline let module: UInt64
    @usableFromInline let course: UInt64
}

extension JSONRow {
    /// `...,"title":...,"orderIndex":...,"unlockDate":...,"lockDate":...`, from the module's id on.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func module(_ row: ScheduleView) {
        number(row.moduleID.rawValue)
        literal(",\"title\":\"")
        escaped(row.title)
        literal("\",\"orderIndex\":")
        smallNumber(row.orderIndex)
        literal(",\"unlockDate\":\"")
        date(row.unlockDate)
        literal("\",\"lockDate\":")
        quoted(row.lockDate)
    }
}
