public import Records

/// The request to enroll a student in a cohort.
public struct DistrictEnroll: Hashable, Sendable {
    public var cohort: UInt64
    public var student: UInt64
    public var performer: UInt64
    public var at: Timestamp
}
