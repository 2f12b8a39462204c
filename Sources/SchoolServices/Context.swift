public import Collation
public import Records
public import SchoolModel

/// Who asks, and what the rules need beside the store.
public struct Context: Sendable {
    /// The store's collator, which a setting may replace while a request waits.
    public var collation: SharedCollator
    /// Who asks.
    public var caller: Caller
    /// Whether the caller is the student: self-service has narrower rules.
    public var isSelfService = false
    /// Whether the caller may name rows that are not there, as long as references are not enforced.
    public var defersReferences = false
    /// The day that counts as today, or nil for that of the request's clock.
    public var fixedToday: Day?
    /// The day that an instant lies in, where the school is; in UTC unless told.
    public var day: @Sendable (Timestamp) -> Day = { $0.day }
    /// Who may do what.
    public var policy = PolicyTable.standard
    /// What the policy leaves to the school.
    public var policySettings = PolicySettings()

    /// A caller and the store's collation.
    public init(collation: SharedCollator, caller: Caller) {
        self.collation = collation
        self.caller = caller
    }

    /// A caller and a collator that stays what it is.
    public init(collator: Collator, caller: Caller) {
        self.init(collation: SharedCollator(collator), caller: caller)
    }

    /// A service, which may act for a person.
    public init(collator: Collator, performer: ID<User>? = nil) {
        self.init(collator: collator, caller: Caller(kind: .service, user: performer))
    }

    /// Folds and collates names, as the store is set up to.
    public var collator: Collator { collation.current }

    /// Who the activity log names; nil where nobody has logged in.
    public var performer: ID<User>? {
        get { caller.user }
        set { caller.user = newValue }
    }

    /// What new rows belong to that name no organisation.
    public var organization: ID<Organization>? {
        get { caller.organization }
        set { caller.organization = newValue }
    }

    /// The day that counts as today for a request made now.
    public func today(at now: Timestamp) -> Day { fixedToday ?? day(now) }
}

extension Context {
    /// Decides for the caller during a request that is made now; nil for a service session.
    public func judge(at now: Timestamp) -> Judge? {
        Judge(caller, table: policy, settings: policySettings, today: today(at: now), now: now)
    }
}
