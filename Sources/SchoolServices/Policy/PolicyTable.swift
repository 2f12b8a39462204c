/// Who may do what with which rows: data in one place, and what is not in it is denied.
///
/// A cell stands for an entity, a verb and a kind of caller, and holds conditions, any one of which is
/// enough. A service session is not in the table: it may do everything. The table is a value, so that a
/// test can take a line out, or widen a cell, and see that somebody notices.
public struct PolicyTable: Sendable {
    /// The lines.
    public private(set) var rows: [PolicyRow]
    /// Which kinds of caller may call a method at all; one that is not here is for service sessions.
    public var methods: [String: [Caller.Kind]]
    /// The lines' cells by subject, verb and kind: read for every row of a list.
    private var cells: [[PolicyCondition]] = []

    /// A table of lines; a subject twice is a mistake.
    public init(rows: [PolicyRow], methods: [String: [Caller.Kind]]) {
        precondition(Set(rows.map(\.subject)).count == rows.count, "a subject has two lines")
        self.rows = rows
        self.methods = methods
        fill()
    }

    /// The school's policy.
    public static let standard = PolicyTable(
        rows: people + courses + cohorts + talks + groups + exercises + system,
        methods: MethodAccess.all
    )

    /// The kinds of caller that the table has cells for.
    public static let kinds: [Caller.Kind] = [.admin, .teacher, .student, .parent]

    /// What lets a kind of caller through.
    public subscript(
        subject: PolicySubject,
        verb: PolicyVerb,
        kind: Caller.Kind
    ) -> [PolicyCondition] {
        guard let kind = Self.kinds.firstIndex(of: kind) else { return [] }
        return cells[Self.place(subject, verb, kind)]
    }

    /// Whether a kind of caller sees rows of a kind in part, and never more.
    public func showsPart(of subject: PolicySubject, to kind: Caller.Kind) -> Bool {
        let cell = self[subject, .read, kind]
        return !cell.isEmpty && cell.allSatisfy { $0.grants == .partly }
    }

    /// The rule that a subject's line states, such as `POL-01`.
    public func rule(of subject: PolicySubject) -> String {
        rows.first { $0.subject == subject }?.rule ?? "POL-00"
    }

    /// Whether a kind of caller may call a method at all.
    public func permits(_ kind: Caller.Kind, toCall method: String) -> Bool {
        kind == .service || methods[method]?.contains(kind) == true
    }

    private static func place(_ subject: PolicySubject, _ verb: PolicyVerb, _ kind: Int) -> Int {
        (numbers[subject, default: 0] * PolicyVerb.allCases.count + Int(verb.rawValue))
            * kinds.count + kind
    }

    private static let numbers = Dictionary(
        uniqueKeysWithValues: PolicySubject.allCases.enumerated().map { ($1, $0) }
    )

    private mutating func fill() {
        let count = PolicySubject.allCases.count * PolicyVerb.allCases.count * Self.kinds.count
        cells = Array(repeating: [], count: count)
        for row in rows {
            for verb in PolicyVerb.allCases {
                for (number, kind) in Self.kinds.enumerated() {
                    cells[Self.place(row.subject, verb, number)] = row[verb, kind]
                }
            }
        }
    }
}

// MARK: - Mutations

extension PolicyTable {
    /// Takes a subject's line out: everybody is denied.
    public mutating func remove(_ subject: PolicySubject) {
        rows.removeAll { $0.subject == subject }
        fill()
    }

    /// Sets one cell; `[.everything]` widens it, `[]` takes it out.
    public mutating func set(
        _ conditions: [PolicyCondition],
        for subject: PolicySubject,
        _ verb: PolicyVerb,
        _ kind: Caller.Kind
    ) {
        if !rows.contains(where: { $0.subject == subject }) {
            rows.append(PolicyRow("POL-00", subject))
        }
        for index in rows.indices where rows[index].subject == subject {
            rows[index][verb, kind] = conditions
        }
        fill()
    }
}

/// One line of the policy: the cells of one entity.
public struct PolicyRow: Sendable {
    /// The cells of one kind of caller.
    public typealias Cells = [PolicyVerb: [PolicyCondition]]

    /// The rule that it states, such as `POL-01`.
    public let rule: String
    /// The entity.
    public let subject: PolicySubject
    private var admin: Cells
    private var teacher: Cells
    private var student: Cells
    private var parent: Cells

    /// A line; a cell that is not given is empty, and so denies.
    public init(
        _ rule: String,
        _ subject: PolicySubject,
        admin: Cells = [:],
        teacher: Cells = [:],
        student: Cells = [:],
        parent: Cells = [:]
    ) {
        self.rule = rule
        self.subject = subject
        self.admin = admin
        self.teacher = teacher
        self.student = student
        self.parent = parent
    }

    /// One cell.
    public subscript(verb: PolicyVerb, kind: Caller.Kind) -> [PolicyCondition] {
        get {
            switch kind {
            case .service: []
            case .admin: admin[verb] ?? []
            case .teacher: teacher[verb] ?? []
            case .student: student[verb] ?? []
            case .parent: parent[verb] ?? []
            }
        }
        set {
            switch kind {
            case .service: break
            case .admin: admin[verb] = newValue
            case .teacher: teacher[verb] = newValue
            case .student: student[verb] = newValue
            case .parent: parent[verb] = newValue
            }
        }
    }
}

extension PolicyRow.Cells {
    /// The same conditions for all four verbs.
    static func all(_ conditions: PolicyCondition...) -> Self {
        Dictionary(uniqueKeysWithValues: PolicyVerb.allCases.map { ($0, conditions) })
    }

    /// For reading alone.
    static func reads(_ conditions: PolicyCondition...) -> Self { [.read: conditions] }
}
