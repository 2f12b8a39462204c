internal import Records

/// What became of every row of an import: the five counts add up to the rows that were read.
public struct ImportReport: Equatable, Sendable {
    public var created = 0
    public var updated = 0
    public var unchanged = 0
    public var skipped = 0
    public var failed = 0
    /// Each row that was skipped or failed.
    public var problems: [Problem] = []
    /// What was not in the source, and is made up.
    public var guesses: [Guess] = []

    /// A row that is not in the school, and why.
    public struct Problem: Equatable, Sendable {
        /// Where it stands in the source, from 1.
        public var line: Int
        /// Whether it was left out on purpose.
        public var isSkipped: Bool
        /// The field that is to blame; empty where it is the whole row.
        public var field: String
        public var reason: String
    }

    /// A value that was guessed.
    public struct Guess: Equatable, Sendable {
        public var line: Int
        public var field: String
        public var value: String
    }

    public init() {}

    /// How many rows were read.
    public var rows: Int { created + updated + unchanged + skipped + failed }

    mutating func count(_ effect: ImportEffect, at line: Int) {
        switch effect {
        case .created: created += 1
        case .updated: updated += 1
        case .unchanged: unchanged += 1
        case .skipped(let field, let reason):
            skipped += 1
            problems.append(Problem(line: line, isSkipped: true, field: field, reason: reason))
        }
    }

    mutating func refuse(_ error: ServiceError, at line: Int) {
        let (field, reason) = error.blame
        refuse(field, reason, at: line)
    }

    /// Counts a row that was refused before the store was asked.
    public mutating func refuse(_ field: String, _ reason: String, at line: Int) {
        failed += 1
        problems.append(Problem(line: line, isSkipped: false, field: field, reason: reason))
    }
}

/// What one row did to the school.
enum ImportEffect: Equatable {
    case created, updated, unchanged
    case skipped(field: String, reason: String)
}

extension ServiceError {
    /// The field that is to blame, and why: for people who have a file of rows to correct.
    package var blame: (field: String, reason: String) {
        switch self {
        case .invalidParams(let path, let reason): (path, reason)
        case .checkFailed(_, let field, let rule): (field, rule)
        case .referenceMissing(let table, let field, _): (field, "no such \(table.name)")
        case .notFound(let table, _): ("", "no such \(table.name)")
        case .unique(_, let constraint, _): ("", "unique \(constraint)")
        case .deleted(let table, _): ("", "the \(table.name) is deleted")
        case .cohortFull(let max, let taken): ("cohort", "cohortFull \(taken) of \(max)")
        case .cohortNotOpen(let status): ("cohort", "cohortNotOpen \(status)")
        case .roleMismatch(let role, let expected): ("role", "\(role) instead of \(expected)")
        case .futureDate(let day): ("date", "futureDate \(day.text)")
        case .locked: ("date", "locked")
        case .tooLarge(let limit): ("", "tooLarge \(limit)")
        case .alreadyEnrolled(_, let status): ("", "alreadyEnrolled \(status)")
        default: ("", "\(self)")
        }
    }
}
