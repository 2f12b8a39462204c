public import Records

/// One student's attendance at one lesson.
public struct DistrictMark: Hashable, Sendable {
    public enum Status: UInt8, Sendable { case present, late, absent, excused }

    public var student: UInt64
    public var status: Status
    public var markedBy: UInt64
    public var markedAt: Timestamp
    public var note: String?
}
