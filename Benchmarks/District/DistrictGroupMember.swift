public import Records

/// A student in a group.
public struct DistrictGroupMember: Hashable, Sendable {
    public enum Status: UInt8, Sendable { case active, inactive, withdrawn }

    public var id: UInt64
    public var group: UInt64
    public var student: UInt64
    public var status: Status
    public var enrolledAt: Timestamp
    /// Set for the withdrawn ones.
    public var leftAt: Timestamp?
}
