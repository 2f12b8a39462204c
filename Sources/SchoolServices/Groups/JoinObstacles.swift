public import Engine
public import Records
public import SchoolModel

/// One of the questions whose answers decide whether somebody can join a group.
public struct JoinCheck: Equatable, Sendable {
    /// What is asked.
    public enum Check: String, Sendable {
        /// Whether there is such a group, and it takes members.
        case group
        /// Whether there is such a person.
        case user
        /// Whether the person may be that in a group.
        case role
        /// Whether the person is not there already.
        case membership
    }

    public var check: Check
    /// What an attempt would be refused with for this reason; nil where there is nothing against it.
    public var refusal: ServiceError?
}

extension Snapshot where Self: ~Copyable {
    /// What stands against somebody joining a group: the checks that adding makes, each for itself.
    public borrowing func obstacles(
        of user: ID<User>,
        joining group: ID<Group>,
        as role: GroupMembership.Role
    ) throws(ServiceError) -> [JoinCheck] {
        var checks: [JoinCheck] = []
        var refusal: ServiceError?
        do throws(ServiceError) { _ = try openGroup(group) } catch { refusal = error }
        checks.append(JoinCheck(check: .group, refusal: refusal))
        refusal = nil
        do throws(ServiceError) { _ = try person(user, for: role) } catch { refusal = error }
        var mismatch: ServiceError?
        if case .roleMismatch = refusal { swap(&mismatch, &refusal) }
        checks.append(JoinCheck(check: .user, refusal: refusal))
        checks.append(JoinCheck(check: .role, refusal: mismatch))
        var known: ServiceError?
        if let row = try membership(of: user, in: group, as: role), row.isActive,
            try isVisible(row)
        {
            known = .alreadyEnrolled(id: row.id.rawValue, status: "\(row.status.name)")
        }
        checks.append(JoinCheck(check: .membership, refusal: known))
        return checks
    }
}
