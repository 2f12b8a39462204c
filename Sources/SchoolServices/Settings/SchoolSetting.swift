internal import Collation

/// Something that can be set for the whole store.
public enum SchoolSetting: String, CaseIterable, Sendable {
    case timezone
    case collation
    case unscheduled = "schedule.unscheduled"
    case authorPin = "discussion.authorPin"
    case teacherScope = "payments.teacherScope"
    case changeLogKeep = "changeLog.keep"

    /// What it is where nobody has set it; `collation` is the locale of the store's.
    public func fallback(collation: String) -> String {
        switch self {
        case .timezone: "UTC"
        case .collation: collation
        case .unscheduled: "unlocked"
        case .authorPin: "false"
        case .teacherScope: "organization"
        case .changeLogKeep: "1000000"
        }
    }

    /// What a value has to be, for people; nil where it is that.
    func rule(brokenBy value: String) -> String? {
        switch self {
        // Days are those of UTC everywhere.
        case .timezone: value == "UTC" ? nil : "UTC"
        case .collation: (try? Collator(locale: value)) == nil ? "az|ru|en" : nil
        case .unscheduled: Self.flaw(value, ["unlocked", "locked"])
        case .authorPin: Self.flaw(value, ["true", "false"])
        case .teacherScope: Self.flaw(value, ["organization", "groups"])
        case .changeLogKeep:
            Int(value).map { 1...1_000_000_000 ~= $0 } == true && !value.hasPrefix("+")
                ? nil : "1...1000000000"
        }
    }

    private static func flaw(_ value: String, _ choices: [String]) -> String? {
        choices.contains(value) ? nil : choices.joined(separator: "|")
    }
}
