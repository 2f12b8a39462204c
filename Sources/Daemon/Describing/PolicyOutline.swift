internal import SchoolServices

/// The policy's line of one entity: who may do what, as far as that can be told without a row.
struct PolicyOutline {
    /// The rule that the line states; nil where only service sessions may do anything.
    let rule: String?
    /// For each verb those who may, under some condition.
    let cells: [(verb: PolicyVerb, kinds: [Caller.Kind])]

    init(of entity: String, in table: PolicyTable = .standard) {
        guard let subject = PolicySubject(rawValue: entity) else {
            rule = nil
            cells = PolicyVerb.allCases.map { ($0, []) }
            return
        }
        rule = table.rows.first { $0.subject == subject }?.rule
        cells = PolicyVerb.allCases.map { verb in
            (verb, PolicyTable.kinds.filter { !table[subject, verb, $0].isEmpty })
        }
    }

    /// How many cells say something.
    var count: Int { cells.reduce(0) { $0 + $1.kinds.count } }

    /// Whether there is somebody for each verb.
    var isComplete: Bool { rule != nil && cells.allSatisfy { !$0.kinds.isEmpty } }

    /// For people: how many kinds of caller each verb is for.
    var text: String {
        cells.map { "\($0.verb) \($0.kinds.count)" }.joined(separator: ", ")
    }
}
