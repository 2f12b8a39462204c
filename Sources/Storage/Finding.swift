public import Records

/// One thing that `verify` has found wrong, named so that a person can look it up.
public struct Finding: Equatable, Sendable, CustomStringConvertible {
    /// What kind of thing is wrong.
    public enum Kind: String, CaseIterable, Sendable {
        /// A checksum does not fit its key and content.
        case checksum = "checksum.bad"
        /// A row's content cannot be decoded.
        case undecodable = "row.undecodable"
        /// A row lies under another key than its fields say.
        case misplaced = "row.misplaced"
        /// Two rows have one id.
        case duplicate = "row.duplicate"
        /// A row lacks an entry.
        case entryMissing = "index.missing_entry"
        /// An entry leads to no row, or to one that has no such entry.
        case entryStray = "index.extra_entry"
        /// An entry of a row holds something else than it should.
        case entryWrong = "index.wrong_value"
        /// A reference leads to no row.
        case referenceMissing = "reference.missing"
        /// A sum is not the sum of its rows.
        case sumWrong = "counter.wrong"
        /// A table's number of rows, or its last id, is not what the changes say.
        case countWrong = "count.wrong"
        /// A hint is missing.
        case hintMissing = "hint.missing"
        /// No table, index or aggregate has such a key.
        case unknownEntry = "entry.unknown"
        /// The sequence of changes has a gap, or is behind.
        case sequence = "sequence.behind"
    }

    /// What kind of thing is wrong.
    public var kind: Kind
    /// The table, index or aggregate.
    public var subject: String
    /// The key of the entry, in hexadecimal.
    public var key: String
    /// What was expected, or the field.
    public var detail: String
    /// The row that it is about; 0 where there is none, or one without an id.
    public var rowID: UInt64 = 0
    /// The field that leads nowhere, if it is about a reference.
    public var field = ""
    /// Whether it follows from the rows what should be there, so that it can be made right.
    public var isFixable = false

    /// For people.
    public var description: String { "\(kind.rawValue) \(subject) \(key) \(detail)" }

    init(_ kind: Kind, _ subject: String, key: RawSpan, _ detail: String = "") {
        self.kind = kind
        self.subject = subject
        self.detail = detail
        self.key = [UInt8](copying: key).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

extension Finding {
    /// Where the same thing may be wrong many times.
    public struct Site: Hashable, Sendable {
        /// What kind of thing is wrong.
        public var kind: Kind
        /// The table, index or aggregate.
        public var subject: String
        /// The field that leads nowhere, if it is about a reference.
        public var field: String
    }

    /// Where it was found.
    public var site: Site { Site(kind: kind, subject: subject, field: field) }
}

/// What a check of the whole store has found.
public struct VerifyReport: Sendable {
    /// At most this many findings are kept; all are counted.
    public static let maximumFindings = 1000

    /// Those that are kept, in the order in which they were found.
    public private(set) var findings: [Finding] = []
    /// How many there were.
    public private(set) var count = 0
    /// How many there were of each kind, and of which table or field.
    public private(set) var sites: [Finding.Site: Int] = [:]
    /// How many of them can be made right.
    public private(set) var fixable: [Finding.Site: Int] = [:]
    /// Whether all was looked at; otherwise somebody has stopped it.
    public internal(set) var isComplete = true
    /// How many entries were looked at.
    public internal(set) var entries = 0
    /// How many rows of each table there are.
    public internal(set) var rows: [Table: Int] = [:]

    /// Whether all was looked at and nothing is wrong.
    public var isClean: Bool { isComplete && count == 0 }

    mutating func add(_ finding: Finding) {
        count += 1
        sites[finding.site, default: 0] += 1
        if finding.isFixable { fixable[finding.site, default: 0] += 1 }
        if findings.count < Self.maximumFindings { findings.append(finding) }
    }
}
