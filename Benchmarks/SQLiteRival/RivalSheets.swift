import CRivals
public import District
import Records

/// Sheets in C's form, made before anything is measured.
@safe public struct RivalSheets: ~Copyable {
    /// How many sheets there are.
    public let count: Int
    let sheets: UnsafeMutablePointer<rivals_sheet>
    private let marks: UnsafeMutablePointer<rivals_mark>
    private let notes: UnsafeMutablePointer<CChar>

    /// Copies the sheets.
    public init(_ source: [DistrictSheet]) {
        let notesBytes = source.reduce(0) { sum, sheet in
            sum + sheet.marks.reduce(0) { $0 + ($1.note?.utf8.count ?? 0) }
        }
        count = source.count
        unsafe sheets = .allocate(capacity: source.count)
        unsafe marks = .allocate(capacity: source.reduce(0) { $0 + $1.marks.count })
        unsafe notes = .allocate(capacity: notesBytes + 1)
        var (mark, note) = unsafe (marks, notes)
        for (index, sheet) in source.enumerated() {
            unsafe (sheets + index).initialize(to: rivals_sheet(sheet, &mark, &note))
        }
    }

    deinit {
        unsafe sheets.deallocate()
        unsafe marks.deallocate()
        unsafe notes.deallocate()
    }
}

extension rivals_sheet {
    /// Writes the marks and their notes where the pointers stand, and moves the pointers on.
    init(
        _ sheet: DistrictSheet,
        _ marks: inout UnsafeMutablePointer<rivals_mark>,
        _ notes: inout UnsafeMutablePointer<CChar>
    ) {
        let first = unsafe marks
        for mark in sheet.marks {
            var row = unsafe rivals_mark()
            unsafe row.student = mark.student
            unsafe row.marked_by = mark.markedBy
            unsafe row.marked_at = mark.markedAt.milliseconds
            unsafe row.status = Int32(mark.status.rawValue)
            if let note = mark.note {
                unsafe row.note = UnsafePointer(notes)
                unsafe row.note_count = note.utf8.count
                for byte in note.utf8 {
                    unsafe notes.initialize(to: CChar(bitPattern: byte))
                    unsafe notes += 1
                }
            }
            unsafe marks.initialize(to: row)
            unsafe marks += 1
        }
        unsafe self.init(
            group: sheet.group,
            day: sheet.day.number,
            count: UInt32(sheet.marks.count),
            marks: first,
            performer: sheet.markedBy,
            at: sheet.markedAt.milliseconds
        )
    }
}
