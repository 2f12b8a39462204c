public import Records
public import SchoolModel

/// What a row hangs on: all that the conditions of the policy ask about.
public struct Anchors: Sendable {
    /// Where the row's organisation is found.
    public var home: Home
    /// The person whom the row is about.
    public var person: ID<User>?
    /// The person who wrote it, or on whose side it stands.
    public var author: ID<User>?
    public var course: ID<Course>?
    public var cohort: ID<Cohort>?
    public var group: ID<Group>?
    /// What the row itself says.
    public var facts: Facts
    /// What a course, a cohort or a group says of itself: it need not be stored yet.
    public var own = Own()

    /// Where a row's organisation is found.
    ///
    /// A row belongs to one; what lies under another row belongs to that row's.
    public enum Home: Sendable {
        /// The row names it; nil hides the row from all but service sessions.
        case organization(ID<Organization>?)
        /// The person's whom the row is about.
        case person
        case course
        case cohort
        case group
    }

    /// What a row says of itself, as far as the policy asks.
    public struct Facts: OptionSet, Sendable {
        public let rawValue: UInt16
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// A lesson that is shown to all.
        public static let preview = Facts(rawValue: 1)
        /// A person who is a student or a parent.
        public static let learner = Facts(rawValue: 2)
        /// An application that nobody has decided.
        public static let pending = Facts(rawValue: 4)
        /// A status that students may set by themselves.
        public static let ownChoice = Facts(rawValue: 8)
        /// A post that takes no answers, or an answer to one.
        public static let locked = Facts(rawValue: 16)
        /// A task that can be solved, or a case of one.
        public static let active = Facts(rawValue: 32)
        /// A test case that is shown.
        public static let sample = Facts(rawValue: 64)
        /// An attempt that has been handed in.
        public static let submitted = Facts(rawValue: 128)
        /// An attempt that somebody has graded.
        public static let graded = Facts(rawValue: 256)
        /// A test, or what belongs to one, that the caller may take now.
        public static let assigned = Facts(rawValue: 512)
        /// A series of a group that the caller, or a child of the caller, is in.
        public static let ofOwnSeries = Facts(rawValue: 1024)
    }

    /// What the judge would look up, where the row says it.
    public struct Own: Sendable {
        public var course: CourseFacts?
        public var cohort: CohortFacts?
        public var group: GroupFacts?
    }

    /// Anchors of a row.
    public init(
        _ home: Home,
        person: ID<User>? = nil,
        author: ID<User>? = nil,
        course: ID<Course>? = nil,
        cohort: ID<Cohort>? = nil,
        group: ID<Group>? = nil,
        facts: Facts = []
    ) {
        self.home = home
        self.person = person
        self.author = author
        self.course = course
        self.cohort = cohort
        self.group = group
        self.facts = facts
    }
}

/// What the policy asks of a course.
public struct CourseFacts: Sendable {
    let organization: ID<Organization>?
    let owner: ID<User>?
    let isPublished: Bool
    /// Whether it takes students without a cohort.
    let isOpen: Bool

    init(_ row: Course) {
        organization = row.organizationID
        owner = row.createdBy
        isPublished = row.isPublished
        isOpen = row.enrollmentType != .cohortOnly
    }
}

/// What the policy asks of a cohort.
public struct CohortFacts: Sendable {
    let organization: ID<Organization>?
    /// Nil for a class.
    let course: ID<Course>?
    /// Of a class.
    let tutor: ID<User>?
    /// Whether it takes students.
    let isOpen: Bool

    init(_ row: Cohort, on day: Day) {
        organization = row.organizationID
        course = row.courseID
        tutor = row.kind == .class ? row.tutorID : nil
        let status = row.status(on: day)
        isOpen = status == .upcoming || status == .active
    }
}

/// What the policy asks of a group.
public struct GroupFacts: Sendable {
    let organization: ID<Organization>?
    let teacher: ID<User>?

    init(_ row: Group) {
        organization = row.organizationID
        teacher = row.teacherID
    }
}
