internal import Records
internal import SchoolModel

extension AttendanceMark {
    /// Whether two marks are the same, notes byte for byte.
    func isSame(as other: AttendanceMark) -> Bool {
        self == other && (note ?? "").isWritten(as: other.note ?? "")
    }
}
