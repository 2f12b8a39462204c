internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// One line of the report that compares what should be there with what is.
struct SchemaCheck: Sendable {
    enum Kind: String, CaseIterable {
        case table, index, policy, hook, view, column, operation
    }

    var kind: Kind
    var name: String
    /// What another system calls it.
    var alias: String?
    var expected: String
    var found: String
    var isMet: Bool
}

/// What is known of the store, held against what every part of it should be.
struct SchemaChecks {
    /// How often the store's own check has found something of a table or an index.
    private let damage: [String: Int]
    private let rows: [Table: Int]
    /// How often a rule of the school is broken.
    private let broken: [String: Int]
    /// The entities of the parts that were taken away.
    private let missing: Set<String>
    private let outlines: [String: EntityOutline]
    private(set) var checks: [SchemaCheck] = []

    /// The rules that the hooks, and the view, are held against.
    static let rules = Set(SchoolHook.expected.compactMap(\.rule) + viewRules)
    private static let viewRules = ["member.copy"]

    /// What the cohort system has brought.
    private static let cohortEntities = [
        "cohort", "cohortMember", "cohortSchedule", "lessonDiscussion", "forumPost", "forumReply",
    ]

    init(
        _ store: VerifyReport,
        _ school: SchoolReport,
        parts: Int,
        outlines: [EntityOutline] = EntityOutline.all
    ) {
        var damage: [String: Int] = [:]
        for (site, count) in store.sites { damage[site.subject, default: 0] += count }
        self.damage = damage
        rows = store.rows
        broken = school.counts
        missing = parts >= 1 ? [] : Set(Self.cohortEntities)
        self.outlines = Dictionary(uniqueKeysWithValues: outlines.map { ($0.name, $0) })
    }

    /// Compares everything but what is done: tables, indexes, policies, hooks, the view, and columns.
    mutating func run(with policy: PolicyTable = .standard) {
        for kind in EntityKind.allCases { checkTable("\(kind.name)", kind.table) }
        for index in ForeignNames.indexes { check(index) }
        checkPolicies(policy)
        for hook in SchoolHook.expected { check(hook) }
        checkView()
        checkColumns()
    }

    /// Takes in what was tried.
    mutating func add(_ steps: [SelfTest.Step]) {
        for step in steps {
            add(.operation, step.name, expected: step.expected, step.found, step.isMet)
        }
    }

    private mutating func add(
        _ kind: SchemaCheck.Kind,
        _ name: String,
        _ alias: String? = nil,
        expected: String,
        _ found: String,
        _ isMet: Bool
    ) {
        checks.append(
            SchemaCheck(
                kind: kind,
                name: name,
                alias: alias,
                expected: expected,
                found: found,
                isMet: isMet
            )
        )
    }

    // MARK: - One kind after another

    private mutating func checkTable(_ name: String, _ table: Table) {
        let alias = ForeignNames.tables[name]?.first
        let isThere = outlines[name] != nil && !missing.contains(name)
        let count = damage[name, default: 0]
        var found = isThere ? "\(rows[table, default: 0]) rows" : "nothing"
        if count > 0 { found += ", \(count) findings" }
        add(.table, name, alias, expected: "a table", found, isThere && count == 0)
    }

    private mutating func check(_ index: ForeignNames.Index) {
        let outline = missing.contains(index.entity) ? nil : outlines[index.entity]
        var found = "nothing"
        var count = 0
        if let name = index.index {
            count = damage[name, default: 0]
            if outline?.indexes.contains(where: { $0.name == name }) == true { found = name }
        } else if let outline {
            count = damage[index.entity, default: 0]
            found = "key of \(index.entity) by \(outline.owner)"
        }
        if index.isFilter, found != "nothing" { found = "filter over \(found)" }
        let isMet = found == index.expected && count == 0
        if count > 0 { found += ", \(count) findings" }
        let name = index.index ?? "\(index.entity).key"
        add(.index, name, index.name, expected: index.expected, found, isMet)
    }

    /// Every table of the cohort system has its line, and every verb of it somebody.
    private mutating func checkPolicies(_ policy: PolicyTable) {
        var total = 0
        for name in Self.cohortEntities {
            let cells = PolicyOutline(of: name, in: policy)
            total += cells.count
            add(
                .policy,
                name,
                ForeignNames.tables[name]?.first,
                expected: "read, create, update, delete",
                cells.text,
                !missing.contains(name) && cells.isComplete
            )
        }
        add(.policy, "cells of the six", expected: "25 or more", "\(total)", total >= 25)
    }

    private mutating func check(_ hook: SchoolHook) {
        let outline = missing.contains(hook.entity) ? nil : outlines[hook.entity]
        let isThere = outline?.fields.contains { $0.name == hook.field } == true
        let count = hook.rule.map { broken[$0, default: 0] } ?? 0
        let found = !isThere ? "nothing" : count > 0 ? "\(count) rows differ" : "kept"
        add(.hook, hook.name, hook.aliases.first, expected: "kept", found, isThere && count == 0)
    }

    private mutating func checkView() {
        let outline = missing.contains("cohortMember") ? nil : outlines["cohortMember"]
        let isThere = outline?.fields.contains { $0.name == "fullName" } == true
        let count = Self.viewRules.reduce(0) { $0 + broken[$1, default: 0] }
        let found = !isThere ? "nothing" : count > 0 ? "\(count) rows differ" : "kept"
        let isMet = isThere && count == 0
        add(.view, "cohort/roster", "student_roster_view", expected: "kept", found, isMet)
    }

    private mutating func checkColumns() {
        let columns = [
            ("course", "isCohortBased", "bool", "courses.is_cohort_based"),
            ("course", "defaultDurationWeeks", "int", "courses.default_duration_weeks"),
            ("course", "enrollmentType", "enum", "courses.enrollment_type"),
            ("enrollment", "cohortId", "id or null", "enrollments.cohort_id"),
            ("lessonProgress", "cohortId", "id or null", "lesson_progress.cohort_id"),
        ]
        for (entity, name, expected, alias) in columns {
            let field = outlines[entity]?.fields.first { $0.name == name }
            // What a part has brought goes with it.
            let isThere = missing.isEmpty
            let found = isThere ? field?.typeText ?? "nothing" : "nothing"
            add(.column, "\(entity).\(name)", alias, expected: expected, found, found == expected)
        }
    }
}

extension EntityOutline.Field {
    /// The type, and whether it may be null.
    var typeText: String { isNullable ? "\(type) or null" : type }
}
