public import Records
internal import SchoolModel

/// What became of the marks of one request.
public struct AttendanceOutcome: Equatable, Sendable {
    public var created = 0
    public var updated = 0
    public var unchanged = 0
    /// Items that were refused; empty in a request that is all or nothing.
    public var failed: [BulkOutcome.Refusal] = []
    /// The version of each register that was written or found as it should be.
    public var versions: [Day: Int] = [:]
    /// What the caller should know beside the counts: `off_schedule`.
    public var warnings: [String] = []

    /// How many marks are as the caller wants them.
    public var saved: Int { created + updated + unchanged }
}

extension AttendanceOutcome {
    mutating func count(_ effect: SheetEdit.Effect) {
        switch effect {
        case .created: created += 1
        case .updated: updated += 1
        case .unchanged: unchanged += 1
        }
    }

    /// Notes the register that was written, and whether its day is one of the group's.
    mutating func note(_ sheet: AttendanceSheet, under rules: MarkRules) {
        versions[sheet.lessonDate] = sheet.stamps.version
        if warnings.isEmpty, !rules.isScheduled(sheet.lessonDate) { warnings = ["off_schedule"] }
    }
}
