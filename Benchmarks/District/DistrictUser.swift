public import Records

/// A student or a teacher.
public struct DistrictUser: Hashable, Sendable {
    public enum Role: UInt8, Sendable { case admin, teacher, student, parent }

    public var id: UInt64
    public var role: Role
    public var firstName: String
    public var lastName: String
    /// First name, now and then a nickname in quotation marks, last name.
    public var fullName: String
    public var email: String
    public var createdAt: Timestamp
}
