internal import SchoolModel

extension String {
    /// Whether two texts are the same byte for byte.
    ///
    /// `==` takes `é` for `e` with an accent behind it: a change from one to the other would be lost.
    func isWritten(as other: String?) -> Bool {
        guard let other else { return false }
        return utf8.elementsEqual(other.utf8)
    }
}

extension AttendanceMark {
    /// Whether two marks are the same, notes byte for byte.
    func isSame(as other: AttendanceMark) -> Bool {
        self == other && (note ?? "").isWritten(as: other.note ?? "")
    }
}
