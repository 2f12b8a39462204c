public import Engine
public import Records
public import SchoolModel
public import Storage

/// `attendance/range` of a group: all marks between two days, by date, then by student.
///
/// One range of registers, each written as it is decoded.
public struct AttendanceOfGroup: Query {
    /// Whose.
    public var group: ID<Group>
    /// The first day.
    public var from: Day
    /// The last day, itself included.
    public var through: Day
    /// No register is opened behind this many rows.
    public var limit = Int.max

    /// A question.
    public init(group: ID<Group>, from: Day, through: Day) {
        self.group = group
        self.from = from
        self.through = through
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
        do throws(EngineError) { try writeRows(from: snapshot, to: &output) } catch {
            throw ServiceError(error)
        }
    }

    @inlinable func writeRows<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(EngineError) {
        let lower = Key(.sheets, owner: group.rawValue, day: from)
        let upper = Key(.sheets, owner: group.rawValue, day: through.advanced(by: 1))
        let group = group
        let head = Fragment<48> { json in
            json.literal("{\"groupId\":")
            json.number(group.rawValue)
            json.literal(",\"studentId\":")
        }
        output.beginArray()
        var left = limit
        var sheets = snapshot.entries(from: lower.bytes, below: upper.bytes)
        while left > 0, let entry = try sheets.next() {
            do {
                let sheet = try Sheet(verifiedContent(key: entry.key, value: entry.value))
                left &-= sheet.count
                try sheet.write(head, dated: entry.key.trailingDay(), to: &output)
            } catch { throw .damaged(error) }
        }
        output.endArray()
    }
}

extension Sheet {
    /// Writes every mark as an object and a comma.
    @inlinable @inline(__always) func write(
        _ head: borrowing Fragment<48>,
        dated date: Day,
        to output: inout OutputBuffer
    ) throws(RecordError) {
        let text = SheetText(self, date: date)
        // Notes are a part of the stored bytes, so these bound them all: room is made once a sheet.
        let bound = count &* Self.rowBound &+ JSONWriter.textBound(exceptionByteCount)
        var json = output.writer(atMost: bound)
        var marks = marks()
        var exceptions = try exceptions()
        while let mark = marks.next() {
            json.fragment(head)
            json.number(mark.student.rawValue)
            json.fragment(text.middle)
            json.status(mark.status)
            if mark.index == exceptions.nextIndex {
                let detail = try exceptions.next()
                json.outOfLine { json in json.endOfMark(detail) }
            } else {
                json.fragment(text.end)
            }
        }
    }
}
