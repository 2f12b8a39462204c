public import Records

/// When a module opens, and perhaps closes again, for a cohort.
public struct DistrictScheduleRow: Hashable, Sendable {
    public var id: UInt64
    public var cohort: UInt64
    public var module: UInt64
    public var title: String
    public var orderIndex: Int
    public var unlockDate: Day
    public var lockDate: Day?
}
