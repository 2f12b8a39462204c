public import Engine
public import Records
public import SchoolModel
internal import Storage

/// Whether a student may work on a series of tests, and why not.
public struct SeriesAccess: Equatable, Sendable {
    public var reason: Reason
    /// The group that gives the right, or the one that fails to.
    public var viaGroup: ID<Group>?

    /// Whether there is nothing in the way.
    public var isAllowed: Bool { reason == .allowed }

    /// What holds, or what fails: the condition that is nearest to being met.
    public enum Reason: String, Sendable, Comparable {
        case notInGroup = "not_in_group"
        case notAssigned = "series_not_assigned"
        case notActiveMember = "member_not_active"
        case groupDeleted = "group_deleted"
        case groupInactive = "group_inactive"
        case seriesInactive = "series_inactive"
        case allowed

        /// The later condition is nearer to access.
        public static func < (left: Reason, right: Reason) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .notInGroup: 0
            case .notAssigned: 1
            case .notActiveMember: 2
            case .groupDeleted: 3
            case .groupInactive: 4
            case .seriesInactive: 5
            case .allowed: 6
            }
        }
    }
}

extension Snapshot where Self: ~Copyable {
    /// Whether a student may work on a series: through an active membership of an active group.
    public borrowing func access(
        of student: ID<User>,
        to series: ID<TestSeries>
    ) throws(ServiceError) -> SeriesAccess {
        let series = try subject(series)
        _ = try target(student, of: "studentId")
        var best = SeriesAccess(reason: .notInGroup, viaGroup: nil)
        for membership in try groupMemberships(of: student, as: .student) {
            let link = GroupTestSeries(groupID: membership.groupID, testSeriesID: series.id)
            let isAssigned = try row(like: link) != nil
            // What is hidden gives no reason, and is no answer.
            guard let group = try found(membership.groupID), try isVisible(group) else { continue }
            let reason = SeriesAccess.Reason(membership, group, isAssigned: isAssigned, series)
            if reason > best.reason { best = SeriesAccess(reason: reason, viaGroup: group.id) }
        }
        if best.reason == .notAssigned { best.viaGroup = nil }
        return best
    }

    /// Everything that a student may work on, each once, by id.
    public borrowing func seriesAvailable(
        to student: ID<User>,
        counting entries: EntryCount? = nil
    ) throws(ServiceError) -> [TestSeries] {
        _ = try target(student, of: "studentId")
        var found: [ID<TestSeries>: TestSeries] = [:]
        let memberships = try groupMemberships(of: student, as: .student)
        entries?.add(memberships.count)
        for membership in memberships where membership.isActive {
            guard let group = try self.found(membership.groupID), group.isActive, !group.isDeleted,
                try isVisible(group)
            else { continue }
            let prefix = Key(GroupTestSeries.place, owner: group.id)
            let links = try rows(of: GroupTestSeries.self, under: prefix)
            entries?.add(links.count)
            for link in links where found[link.testSeriesID] == nil {
                guard let series = try self.found(link.testSeriesID), series.isActive,
                    try isVisible(series)
                else { continue }
                found[series.id] = series
            }
        }
        return found.values.sorted { $0.id < $1.id }
    }

    /// A person's memberships of groups in a role, by group.
    borrowing func groupMemberships(
        of user: ID<User>,
        as role: GroupMembership.Role
    ) throws(ServiceError) -> [GroupMembership] {
        var prefix = Key(GroupMembership.ByUserRoleAndGroup.place, owner: user)
        prefix.append(byte: role.rawValue)
        return try rows(through: GroupMembership.ByUserRoleAndGroup.self, under: prefix)
    }
}

extension SeriesAccess.Reason {
    /// What one membership leads to.
    fileprivate init(
        _ membership: GroupMembership,
        _ group: Group,
        isAssigned: Bool,
        _ series: TestSeries
    ) {
        if !isAssigned {
            self = .notAssigned
        } else if !membership.isActive {
            self = .notActiveMember
        } else if group.isDeleted {
            self = .groupDeleted
        } else if !group.isActive {
            self = .groupInactive
        } else {
            self = series.isActive ? .allowed : .seriesInactive
        }
    }
}
