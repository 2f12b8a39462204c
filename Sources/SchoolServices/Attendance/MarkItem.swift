public import Records
public import SchoolModel

/// One mark that a caller sets.
public struct MarkItem: Equatable, Sendable {
    public var studentID: ID<User>
    public var lessonDate: Day
    public var status: AttendanceStatus
    /// Nil keeps the note that there is, the empty text takes it away.
    public var note: String?
    /// Nil for the instant of the request, where anything changes.
    public var markedAt: Timestamp?
    /// Nil keeps what there is; a new mark is confirmed.
    public var entryState: AttendanceMark.EntryState?

    public init(
        _ studentID: ID<User>,
        on lessonDate: Day,
        _ status: AttendanceStatus,
        note: String? = nil,
        markedAt: Timestamp? = nil,
        entryState: AttendanceMark.EntryState? = nil
    ) {
        self.studentID = studentID
        self.lessonDate = lessonDate
        self.status = status
        self.note = note
        self.markedAt = markedAt
        self.entryState = entryState
    }
}
