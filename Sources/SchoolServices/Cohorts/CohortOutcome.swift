public import SchoolModel

/// A cohort as it is stored now.
public struct CohortOutcome: Equatable, Sendable {
    public var cohort: Cohort
    /// What the caller should know beside the row: `status_from_dates`.
    public var warnings: [String] = []

    init(_ cohort: Cohort, isOverruled: Bool = false) {
        self.cohort = cohort
        if isOverruled { warnings = ["status_from_dates"] }
    }
}
