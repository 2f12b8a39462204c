public import Records
public import SchoolModel

/// What the rows of one register have in common, as text: rendered once, copied into each row.
@usableFromInline struct SheetText: ~Copyable {
    /// From the student's id to the status: `,"lessonDate":"2025-10-06","status":"`.
    @usableFromInline let middle: Fragment<48>
    /// From the status to the end of a row that shares all with its class: names of fields 70, an id 16,
    /// an instant 26; what is left is room for the wide store of the id.
    @usableFromInline let end: Fragment<112>

    @inlinable @inline(__always) init(_ sheet: Sheet, date: Day) {
        middle = Fragment { json in
            json.literal(",\"lessonDate\":\"")
            json.date(date)
            json.literal("\",\"status\":\"")
        }
        let (marker, instant) = (sheet.markedBy, sheet.markedAt)
        end = Fragment { json in
            json.literal("\",\"markedById\":")
            json.idOrNull(marker)
            json.literal(",\"markedAt\":")
            json.quoted(instant)
            json.literal(",\"note\":null,\"entryState\":\"confirmed\"},")
        }
    }
}

extension JSONWriter {
    /// The name of a status, without a branch to mispredict.
    @inlinable @inline(__always) @_lifetime(self: copy self)
    mutating func status(_ status: AttendanceStatus) {
        word(status.text, count: status.textByteCount)
    }

    /// The rest of a row from its own detail.
    @inline(never) @usableFromInline @_lifetime(self: copy self)
    mutating func endOfMark(_ detail: Sheet.Detail) {
        literal("\",\"markedById\":")
        idOrNull(detail.markedBy)
        literal(",\"markedAt\":")
        quoted(detail.markedAt)
        literal(",\"note\":")
        if detail.hasNote { text(detail.note) } else { literal("null") }
        endOfMark(isDraft: detail.isDraft)
    }
}

extension Sheet {
    /// The most that a row takes without its note: names of fields 120, numbers 48, date and instant 36,
    /// a status 8; a whole fragment more, since fragments are stored whole.
    @inlinable static var rowBound: Int { 340 }
}
