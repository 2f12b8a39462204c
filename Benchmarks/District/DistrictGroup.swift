public import Records

/// A group of twenty-five students that has lessons on two days a week.
public struct DistrictGroup: Hashable, Sendable {
    public var id: UInt64
    public var name: String
    public var teacher: UInt64
    public var createdAt: Timestamp
}
