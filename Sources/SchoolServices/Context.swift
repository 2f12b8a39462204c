public import Collation
public import Records
public import SchoolModel

/// Who asks, and what the rules need beside the store.
public struct Context: Sendable {
    /// Folds and collates names, as the store was set up to.
    public var collator: Collator
    /// Who the activity log names; nil for a service session.
    public var performer: ID<User>?
    /// What new rows belong to that name no organisation.
    public var organization: ID<Organization>?
    /// Whether the caller is the student: self-service has narrower rules.
    public var isSelfService = false
    /// The day that counts as today, or nil for that of the request's clock.
    public var fixedToday: Day?
    /// The day that an instant lies in, where the school is; in UTC unless told.
    public var day: @Sendable (Timestamp) -> Day = { $0.day }

    /// A caller and the store's collation.
    public init(collator: Collator, performer: ID<User>? = nil) {
        self.collator = collator
        self.performer = performer
    }

    /// The day that counts as today for a request made now.
    public func today(at now: Timestamp) -> Day { fixedToday ?? day(now) }
}
