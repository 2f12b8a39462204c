public import Records

/// The register of one lesson: what the class was marked with in one go, and one mark for each student.
public struct DistrictSheet: Hashable, Sendable {
    public var group: UInt64
    public var day: Day
    public var markedBy: UInt64
    public var markedAt: Timestamp
    /// In the order of the students' ids.
    public var marks: [DistrictMark]
}
