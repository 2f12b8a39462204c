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

    /// Takes the status that the dates say, or the one asked for where they say nothing.
    ///
    /// - Returns: whether something else was asked for in vain.
    mutating func settle(_ asked: Status?, on day: Day) -> Bool {
        if asked == .archived || status == .archived {
            status = .archived
            return asked != nil && asked != .archived
        }
        if let asked, startDate == nil {
            status = asked
            return false
        }
        status = status(on: day)
        return asked != nil && asked != status
    }
}
