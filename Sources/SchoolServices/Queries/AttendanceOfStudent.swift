public import Engine
public import Records
public import SchoolModel
public import Storage

/// `attendance/range` of a student: the marks in all groups between two days, by date, then by group.
///
/// No copy of the marks by student exists: a hint names the groups, their registers hold the rest.
public struct AttendanceOfStudent: Query {
    /// Whose.
    public var student: ID<User>
    /// The first day.
    public var from: Day
    /// The last day, itself included.
    public var through: Day

    /// A question.
    public init(student: ID<User>, from: Day, through: Day) {
        self.student = student
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
        let groups = try groups(in: snapshot)
        output.beginArray()
        switch groups.count {
        case 0: break
        case 1, 2: try writePair(groups.first, groups.second, from: snapshot, to: &output)
        default: try writeMany(from: snapshot, to: &output)
        }
        output.endArray()
    }

    /// The first two groups that may name the student, and how many there are, at most three.
    @inlinable @inline(__always) func groups<View: Snapshot & ~Copyable>(
        in snapshot: borrowing View
    ) throws(EngineError) -> (first: UInt64, second: UInt64, count: Int) {
        let lower = Key(.userSheetGroups, owner: student.rawValue)
        let upper = Key(behind: .userSheetGroups, owner: student.rawValue)
        var found: (first: UInt64, second: UInt64, count: Int) = (0, 0, 0)
        var hints = snapshot.entries(from: lower.bytes, below: upper.bytes)
        while found.count <= 2, let hint = try hints.next() {
            do {
                _ = try verifiedContent(key: hint.key, value: hint.value)
                let group = try hint.key.idBehindHead()
                if found.count == 0 { found.first = group } else { found.second = group }
            } catch { throw .damaged(error) }
            found.count &+= 1
        }
        return found
    }

    /// Walks the registers of both groups side by side; the second may be 0 for none, which has no
    /// registers.
    @inlinable @inline(__always) func writePair<View: Snapshot & ~Copyable>(
        _ first: UInt64,
        _ second: UInt64,
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(EngineError) {
        let (firstLower, firstUpper) = bounds(first)
        let (secondLower, secondUpper) = bounds(second)
        var firstSheets = snapshot.entries(from: firstLower.bytes, below: firstUpper.bytes)
        var secondSheets = snapshot.entries(from: secondLower.bytes, below: secondUpper.bytes)
        let text = studentText
        var notes: [UInt8] = []
        var (leftPlace, rightPlace) = (0, 0)
        // An entry is lent only until its cursor moves, so numbers are taken out of it.
        var left = try nextMark(&firstSheets, &leftPlace, &notes)
        var right = try nextMark(&secondSheets, &rightPlace, &notes)
        while true {
            if left.day <= right.day {
                if left.isEnd { return }
                output.append(left, of: first, text, notes)
                left = try nextMark(&firstSheets, &leftPlace, &notes)
            } else {
                output.append(right, of: second, text, notes)
                right = try nextMark(&secondSheets, &rightPlace, &notes)
            }
        }
    }

    /// Any number of groups: one after the other, then in the order of days.
    @usableFromInline @inline(never) func writeMany<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(EngineError) {
        let lower = Key(.userSheetGroups, owner: student.rawValue)
        let upper = Key(behind: .userSheetGroups, owner: student.rawValue)
        var marks: [(group: UInt64, mark: StudentMark)] = []
        var notes: [UInt8] = []
        var hints = snapshot.entries(from: lower.bytes, below: upper.bytes)
        while let hint = try hints.next() {
            let group: UInt64
            do { group = try hint.key.idBehindHead() } catch { throw .damaged(error) }
            let (lower, upper) = bounds(group)
            var sheets = snapshot.entries(from: lower.bytes, below: upper.bytes)
            var place = 0
            while true {
                let mark = try nextMark(&sheets, &place, &notes)
                if mark.isEnd { break }
                marks.append((group, mark))
            }
        }
        marks.sort { ($0.mark.day, $0.group) < ($1.mark.day, $1.group) }
        let text = studentText
        for (group, mark) in marks { output.append(mark, of: group, text, notes) }
    }

    @inlinable @inline(__always) func bounds(_ group: UInt64) -> (Key, Key) {
        (
            Key(.sheets, owner: group, day: from),
            Key(.sheets, owner: group, day: through.advanced(by: 1))
        )
    }

    /// From the group's id to the date: `,"studentId":7,"lessonDate":"`.
    @inlinable var studentText: Fragment<48> {
        Fragment { json in
            json.literal(",\"studentId\":")
            json.number(student.rawValue)
            json.literal(",\"lessonDate\":\"")
        }
    }

    /// The next register that names the student, as far as a row shows it; in one class a student
    /// mostly has the same place.
    @inlinable @inline(__always) func nextMark<Sheets: EntryCursor & ~Copyable & ~Escapable>(
        _ sheets: inout Sheets,
        _ place: inout Int,
        _ notes: inout [UInt8]
    ) throws(EngineError) -> StudentMark {
        while let entry = try sheets.next() {
            do {
                let sheet = try Sheet(verifiedContent(key: entry.key, value: entry.value))
                guard let index = sheet.index(of: student, guess: place) else { continue }
                place = index
                let detail = try sheet.detail(at: index)
                var mark = try StudentMark(
                    day: entry.key.trailingDay().number,
                    status: sheet.status(at: index),
                    detail
                )
                if detail.hasNote { mark.keep(detail.note, in: &notes) }
                return mark
            } catch { throw .damaged(error) }
        }
        return .end
    }
}

/// One mark of a student, as far as a row shows it: numbers, which outlive the bytes they are from.
@usableFromInline struct StudentMark: BitwiseCopyable {
    @usableFromInline let day: Int32
    @usableFromInline let status: AttendanceStatus
    @usableFromInline let isDraft: Bool
    @usableFromInline var noteStart: Int32 = 0
    @usableFromInline var noteByteCount: Int32 = -1
    @usableFromInline let markedBy: ID<User>?
    @usableFromInline let markedAt: Timestamp?

    @inlinable @inline(__always)
    init(day: Int32, status: AttendanceStatus, _ detail: Sheet.Detail) {
        self.day = day
        self.status = status
        isDraft = detail.isDraft
        markedBy = detail.markedBy
        markedAt = detail.markedAt
    }

    @inlinable init(day: Int32) {
        self.day = day
        status = .present
        isDraft = false
        markedBy = nil
        markedAt = nil
    }

    /// Stands behind the last mark: later than any day that can be written.
    @inlinable static var end: StudentMark { StudentMark(day: .max) }
    @inlinable var isEnd: Bool { day == .max }

    @inline(never) @usableFromInline
    mutating func keep(_ note: RawSpan, in notes: inout [UInt8]) {
        noteStart = Int32(notes.count)
        noteByteCount = Int32(note.byteCount)
        notes += [UInt8](copying: note)
    }
}

extension OutputBuffer {
    @inlinable @inline(__always) mutating func append(
        _ mark: StudentMark,
        of group: UInt64,
        _ student: borrowing Fragment<48>,
        _ notes: [UInt8]
    ) {
        let noteBound = JSONWriter.textBound(Int(max(0, mark.noteByteCount)))
        var json = row(atMost: Sheet.rowBound, texts: noteBound)
        json.literal("{\"groupId\":")
        json.number(group)
        json.fragment(student)
        json.date(Day(mark.day))
        json.literal("\",\"status\":\"")
        json.word(mark.status.text, count: mark.status.textByteCount)
        json.literal("\",\"markedById\":")
        json.idOrNull(mark.markedBy)
        json.literal(",\"markedAt\":")
        json.quoted(mark.markedAt)
        if mark.noteByteCount < 0, !mark.isDraft {
            json.literal(",\"note\":null,\"entryState\":\"confirmed\"},")
        } else {
            json.textPart(atMost: 60) { json in json.endOfMark(mark, notes) }
        }
    }
}

extension JSONWriter {
    /// Note and state of a mark that has one or is a draft.
    @inline(never) @usableFromInline @_lifetime(self: copy self)
    mutating func endOfMark(_ mark: StudentMark, _ notes: [UInt8]) {
        literal(",\"note\":")
        if mark.noteByteCount >= 0 {
            let start = Int(mark.noteStart)
            text(notes.rawSpan.extracting(start..<start + Int(mark.noteByteCount)))
        } else {
            literal("null")
        }
        endOfMark(isDraft: mark.isDraft)
    }

    /// The state, and the end of the row.
    @inlinable @_lifetime(self: copy self)
    mutating func endOfMark(isDraft: Bool) {
        if isDraft {
            literal(",\"entryState\":\"draft\"},")
        } else {
            literal(",\"entryState\":\"confirmed\"},")
        }
    }
}
