public import Engine
public import Records
internal import SchoolModel
internal import Storage

/// Decides for one caller, during one request, which rows are there and what may be done with them.
///
/// It rides along with the snapshot, as its onlooker: whoever reads or writes through the services'
/// doors meets it, and nobody has to ask. A service session has none, and pays nothing.
///
/// A row that is hidden is answered as one that does not exist; `forbidden` is for rows that the caller
/// may see, and for verbs that are the problem.
public final class Judge {
    /// For whom.
    public let caller: Caller
    /// By which policy.
    public let table: PolicyTable
    /// What the policy leaves to the school.
    public let settings: PolicySettings
    /// The day that counts as today.
    public let today: Day
    /// The instant of the request.
    public let now: Timestamp

    // What was looked up for this request; forgotten where the request writes.
    var courses: [ID<Course>: CourseFacts] = [:]
    var cohorts: [ID<Cohort>: CohortFacts] = [:]
    var groups: [ID<Group>: GroupFacts] = [:]
    var answers: [Question: Bool] = [:]
    var testsToTake: Set<ID<SchoolTest>>?

    /// What is remembered of a look-up.
    enum Question: Hashable {
        case isInOrganization(ID<User>)
        case teachesCourse(ID<Course>)
        case teachesGroup(ID<Group>)
        case teaches(ID<User>)
        case isChild(ID<User>)
        case isMate(ID<User>)
        case isInGroup(ID<Group>)
        case hasChildInGroup(ID<Group>)
        case isInCohort(ID<Cohort>)
        case hasChildInCohort(ID<Cohort>)
        case isEnrolled(ID<Course>)
        case attends(ID<Cohort>)
        case isGiven(ID<TestSeries>)
    }

    /// A judge for one request; nil for a service session, which needs none.
    public init?(
        _ caller: Caller,
        table: PolicyTable = .standard,
        settings: PolicySettings = PolicySettings(),
        today: Day,
        now: Timestamp
    ) {
        if caller.kind == .service { return nil }
        self.caller = caller
        self.table = table
        self.settings = settings
        self.today = today
        self.now = now
    }

    /// What is written may change every answer.
    func forget() {
        courses.removeAll()
        cohorts.removeAll()
        groups.removeAll()
        answers.removeAll()
        testsToTake = nil
    }
}

/// What the policy leaves to the school.
public struct PolicySettings: Sendable {
    /// Whether authors may pin their own posts of lessons.
    public var authorsPin = false
    /// Whether teachers see the payments of their own groups alone.
    public var confinesPayments = false

    /// The defaults.
    public init() {}
}

/// How much of a row a caller sees.
public enum Visibility: Comparable, Sendable {
    /// It does not exist.
    case hidden
    /// Of a person, the name; of the trail, nothing but the fact; of a child's work, how it ended.
    case partly
    /// All that is ever shown.
    case wholly
}

// MARK: - Reading

extension Judge {
    /// How much is seen of a row.
    public func visibility<Row, View: Snapshot & ~Copyable>(
        of row: Row,
        in view: borrowing View
    ) throws(ServiceError) -> Visibility {
        if let ref = row as? ExternalRef {
            return try sees(ref, by: .read, in: view) ? .wholly : .hidden
        }
        guard let row = row as? any Judged else { return .hidden }
        return try visibility(of: type(of: row).subject, row.anchors(in: view, for: self), in: view)
    }

    /// How much is seen of what hangs on these anchors.
    public func visibility<View: Snapshot & ~Copyable>(
        of subject: PolicySubject,
        _ anchors: Anchors,
        in view: borrowing View
    ) throws(ServiceError) -> Visibility {
        guard try isAtHome(anchors, in: view) else { return .hidden }
        var most = Visibility.hidden
        for condition in table[subject, .read, caller.kind] where condition.grants > most {
            if try holds(condition, for: anchors, in: view) { most = condition.grants }
        }
        return most
    }

    /// Whether every row of a kind that hangs on these anchors is seen, whomever it is about: then the
    /// owner decides, once for a whole list.
    public func seesAll<View: Snapshot & ~Copyable>(
        _ subject: PolicySubject,
        of anchors: Anchors,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        try visibility(of: subject, anchors, in: view) == .wholly
    }

    /// Whether what hangs on the anchors is of the caller's own organisation.
    func isAtHome<View: Snapshot & ~Copyable>(
        _ anchors: Anchors,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        // Nobody who belongs nowhere sees anything: no organisation is not an organisation.
        guard let home = caller.organization else { return false }
        switch anchors.home {
        case .organization(let organization): return organization == home
        case .person:
            guard let person = anchors.person else { return false }
            return try answer(.isInOrganization(person)) { () throws(ServiceError) in
                try view.found(person)?.organizationID == home
            }
        case .course: return try course(anchors, in: view)?.organization == home
        case .cohort: return try cohort(anchors, in: view)?.organization == home
        case .group: return try group(anchors, in: view)?.organization == home
        }
    }
}

extension PolicyCondition {
    /// How much of a row is seen where it holds.
    var grants: Visibility {
        switch self {
        case .mateByName, .ownTimeline, .gradedChild, .childSummary: .partly
        default: .wholly
        }
    }
}

// MARK: - Writing

extension Judge {
    /// Refuses a change that the caller may not make: nil for a row that is new, or that goes.
    public func check<Row: Entity, View: Snapshot & ~Copyable>(
        from old: Row?,
        to new: Row?,
        in view: borrowing View
    ) throws(ServiceError) {
        if let old, try visibility(of: old, in: view) == .hidden {
            throw .notFound(Row.table, id: old.id.rawValue)
        }
        guard let rule = try broken(from: old, to: new, in: view) else { return }
        throw .forbidden(rule: rule)
    }

    /// The rule that a change breaks, or nil.
    private func broken<Row: Entity, View: Snapshot & ~Copyable>(
        from old: Row?,
        to new: Row?,
        in view: borrowing View
    ) throws(ServiceError) -> String? {
        if let ref = (new ?? old) as? ExternalRef {
            let verb: PolicyVerb = old == nil ? .create : new == nil ? .delete : .update
            return try sees(ref, by: verb, in: view) ? nil : table.rule(of: .externalRef)
        }
        if let type = Row.self as? any Guarded.Type {
            return try broken(as: type, from: old, to: new, in: view)
        }
        return "POL-00"
    }

    private func broken<Row: Guarded, View: Snapshot & ~Copyable>(
        as type: Row.Type,
        from old: (any Entity)?,
        to new: (any Entity)?,
        asksForRight: Bool = false,
        in view: borrowing View
    ) throws(ServiceError) -> String? {
        let change = try Change(
            from: old as? Row,
            to: new as? Row,
            in: view,
            for: self
        )
        for case let anchors? in [change.old, change.new] where try !isAtHome(anchors, in: view) {
            return "POL-22"
        }
        if change.isIdle, !asksForRight { return nil }
        for condition in table[Row.subject, change.verb, caller.kind]
        where try permits(change, by: condition, in: view) {
            return nil
        }
        return table.rule(of: Row.subject)
    }

    /// Whether a row may be changed by the caller, if only so that nothing about it differs.
    func permitsChange<Row: Guarded, View: Snapshot & ~Copyable>(
        of row: Row,
        in view: borrowing View
    ) throws(ServiceError) -> Bool {
        try broken(as: Row.self, from: row, to: row, asksForRight: true, in: view) == nil
    }

    /// What the policy looks at where a row changes.
    struct Change {
        let verb: PolicyVerb
        let old: Anchors?
        let new: Anchors?
        /// The fields that differ; nil where it cannot be told.
        let fields: Set<String>?
        /// Whether the row stays, marked as deleted, or comes back.
        let isSoft: Bool

        init<Row: Guarded, View: Snapshot & ~Copyable>(
            from old: Row?,
            to new: Row?,
            in view: borrowing View,
            for judge: Judge
        ) throws(ServiceError) {
            self.old = try old?.anchors(in: view, for: judge)
            self.new = try new?.anchors(in: view, for: judge)
            if let old, let new {
                isSoft = old.isDeleted != new.isDeleted
                verb = isSoft ? .delete : .update
                fields = Row.changedFields(old, new)
            } else {
                isSoft = false
                verb = old == nil ? .create : .delete
                fields = nil
            }
        }

        /// Whether nothing differs: nobody needs a right for that.
        var isIdle: Bool { verb == .update && fields == [] }

        /// Whether nothing but some fields differ.
        func touchesOnly(_ names: Set<String>) -> Bool { fields?.isSubset(of: names) == true }
    }
}
