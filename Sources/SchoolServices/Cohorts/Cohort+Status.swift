public import Records
public import SchoolModel

extension Cohort {
    /// What the dates say about a cohort on a day; archived is only left by hand.
    ///
    /// A class without dates is what it was last set to.
    public func status(on day: Day) -> Status {
        if status == .archived { return .archived }
        guard let startDate else { return status }
        if day < startDate { return .upcoming }
        if let endDate, endDate < day { return .completed }
        return .active
    }
}
