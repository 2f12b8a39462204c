/// What the school's check has found.
public struct SchoolReport: Equatable, Sendable {
    /// What is wrong, as far as it is kept, in the order in which it was found.
    public private(set) var findings: [SchoolFinding] = []
    /// What need not be wrong.
    public private(set) var notices: [SchoolFinding] = []
    /// How often each rule is broken.
    public private(set) var counts: [String: Int] = [:]
    /// How many entries have been looked at.
    public internal(set) var entries = 0
    /// Whether all was looked at; otherwise somebody has stopped it.
    public internal(set) var isComplete = true

    /// Nothing yet.
    public init() {}

    mutating func add(_ finding: SchoolFinding, keeping maximum: Int) {
        counts[finding.rule, default: 0] += 1
        if findings.count < maximum { findings.append(finding) }
    }

    mutating func add(notice: SchoolFinding, keeping maximum: Int) {
        if notices.count < maximum { notices.append(notice) }
    }
}
