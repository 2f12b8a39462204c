public import Engine
public import Records
public import SchoolModel
internal import Storage

/// Whom the old groups held, and whether they take the course of their group now.
public struct EnrollmentAudit: Equatable, Sendable {
    /// What became of a student and a course that an active old membership names.
    public enum Standing: String, Sendable {
        /// The student takes the course, or has completed it.
        case active
        /// There is an enrollment that is not active.
        case inactive
        case missing
    }

    /// A student and a course that belong together.
    public struct Pair: Hashable, Comparable, Sendable {
        public var student: ID<User>
        public var course: ID<Course>

        public init(student: ID<User>, course: ID<Course>) {
            self.student = student
            self.course = course
        }

        public static func < (left: Pair, right: Pair) -> Bool {
            (left.student, left.course) < (right.student, right.course)
        }
    }

    /// How many old memberships are active.
    public private(set) var memberships = 0
    /// Each student and course once, in their order, that are not as they should be.
    public private(set) var gaps: [(pair: Pair, standing: Standing)] = []
    /// How many students and courses there are.
    public private(set) var pairs = 0
    public private(set) var counts: [Standing: Int] = [:]

    /// The share of the pairs that have an enrollment, in hundredths of a percent, rounded down: only
    /// all of them are 100.
    public var coverage: Int {
        pairs == 0 ? 10_000 : (pairs - (counts[.missing] ?? 0)) * 10_000 / pairs
    }

    /// The verdict of the old script: all and active, nearly all, or too few.
    public var status: String {
        if coverage == 10_000, counts[.inactive] ?? 0 == 0 { return "PASS" }
        return coverage >= 9_900 ? "WARNING" : "FAIL"
    }

    /// One that has found nothing.
    public init() {}

    public static func == (left: EnrollmentAudit, right: EnrollmentAudit) -> Bool {
        left.memberships == right.memberships && left.pairs == right.pairs
            && left.counts == right.counts && left.gaps.map(\.pair) == right.gaps.map(\.pair)
    }

    /// Compares every old membership with the enrollments; those of one organisation, or all.
    ///
    /// - Returns: nil where nobody wants to know any more.
    public static func run<S: Snapshot & ~Copyable>(
        in view: borrowing S,
        lastID: UInt64,
        of organization: ID<Organization>?,
        while isWanted: () -> Bool = { true }
    ) throws(ServiceError) -> EnrollmentAudit? {
        var audit = EnrollmentAudit()
        var pairs: Set<Pair> = []
        for number in 0..<lastID {
            if number.isMultiple(of: 1024), !isWanted() { return nil }
            guard let member = try view.found(ID<LegacyGroupMember>(number + 1)), member.isActive
            else { continue }
            if let organization {
                let user = try view.found(member.userID)
                guard user?.organizationID == organization else { continue }
            }
            audit.memberships += 1
            pairs.insert(Pair(student: member.userID, course: member.courseID))
        }
        audit.pairs = pairs.count
        for (number, pair) in pairs.sorted().enumerated() {
            if number.isMultiple(of: 1024), !isWanted() { return nil }
            let standing = try view.standing(of: pair)
            audit.counts[standing, default: 0] += 1
            if standing != .active { audit.gaps.append((pair, standing)) }
        }
        return audit
    }
}

extension Snapshot where Self: ~Copyable {
    /// Whether a student takes a course.
    borrowing func standing(
        of pair: EnrollmentAudit.Pair
    ) throws(ServiceError) -> EnrollmentAudit.Standing {
        switch try enrollment(of: pair.student, in: pair.course)?.status {
        case nil: .missing
        case .active, .completed: .active
        case .inactive, .paused, .dropped: .inactive
        }
    }
}
