public import Records

/// One student's line on a class register, as the writing side edits it.
public struct AttendanceMark: Equatable, Sendable {
    public var studentID: ID<User>
    public var status: AttendanceStatus
    /// A stamp, not a reference.
    public var markedByID: ID<User>?
    public var markedAt: Timestamp?
    public var note: String?
    public var entryState: EntryState
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        studentID: ID<User>,
        status: AttendanceStatus,
        markedByID: ID<User>? = nil,
        markedAt: Timestamp? = nil,
        note: String? = nil,
        entryState: EntryState = .confirmed,
        createdAt: Timestamp,
        updatedAt: Timestamp
    ) {
        self.studentID = studentID
        self.status = status
        self.markedByID = markedByID
        self.markedAt = markedAt
        self.note = note
        self.entryState = entryState
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    /// Whether the mark is final.
    public enum EntryState: UInt8, FieldEnum {
        case draft, confirmed

        @inlinable public var name: StaticString {
            switch self {
            case .draft: "draft"
            case .confirmed: "confirmed"
            }
        }
    }
}

extension AttendanceSheet {
    /// Where a student is, or would be.
    public func index(of student: ID<User>) -> (index: Int, isMarked: Bool) {
        var (low, high) = (0, marks.count)
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].studentID < student { low = middle + 1 } else { high = middle }
        }
        return (low, low < marks.count && marks[low].studentID == student)
    }

    /// The mark of a student, or nil.
    public func mark(of student: ID<User>) -> AttendanceMark? {
        let (index, isMarked) = index(of: student)
        return isMarked ? marks[index] : nil
    }

    /// Sets the mark of a student in its place.
    public mutating func set(_ mark: AttendanceMark) {
        let (index, isMarked) = index(of: mark.studentID)
        if isMarked { marks[index] = mark } else { marks.insert(mark, at: index) }
    }

    /// Takes the mark of a student away.
    ///
    /// Returns whether there was one.
    @discardableResult
    public mutating func removeMark(of student: ID<User>) -> Bool {
        let (index, isMarked) = index(of: student)
        if isMarked { marks.remove(at: index) }
        return isMarked
    }
}
