public import Engine
public import Records
internal import SchoolModel
public import Storage

/// Makes right what follows from other rows, and takes away what leads nowhere: one transaction.
///
/// What was done is in the trail, one row for each rule. Nothing that a person has said is lost.
public struct RepairSchool: WriteRequest {
    /// Those that are to be kept again.
    public var rules: Set<String>
    /// The table whose rows are looked at, or nil for all; what is counted beside rows belongs to all.
    public var entity: Table?

    /// A repair can bring up the next one, so deep and no deeper.
    private static let maximumRounds = 8

    public init(_ rules: Set<String>, of entity: Table? = nil) {
        self.rules = rules
        self.entity = entity
    }

    /// Answers how often each rule was broken and is kept again.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [String: Int] {
        // What the policy hides from somebody is there all the same, and is counted.
        scope.onlooker = nil
        var counts: [String: Int] = [:]
        for _ in 0..<Self.maximumRounds {
            let before = counts
            if entity == nil { try repairStore(&scope, &counts) }
            try repairSchool(&scope, context, &counts)
            if counts == before { break }
        }
        for (rule, count) in counts.sorted(by: { $0.key < $1.key }) {
            let metadata = JSONText.empty.adding("rule", "\"\(rule)\"").adding("count", "\(count)")
            try scope.log(
                ActivityLog(
                    action: LogAction.repaired.rawValue,
                    performedBy: context.performer,
                    metadata: metadata
                )
            )
        }
        return counts
    }

    private func repairStore<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ counts: inout [String: Int]
    ) throws(ServiceError) {
        guard !rules.isDisjoint(with: SchoolRule.ofStore) else { return }
        let rules = rules
        let report: VerifyReport
        do throws(StoreError) {
            report = try scope.repair(SchoolSchema.self) { finding in
                rules.contains(SchoolRule.name(of: finding.site))
            }
        } catch { throw ServiceError(error) }
        for (site, count) in report.fixable {
            let rule = SchoolRule.name(of: site)
            if rules.contains(rule) { counts[rule, default: 0] += count }
        }
    }

    private func repairSchool<T: WriteTransaction & ~Copyable>(
        _ scope: inout WriteScope<T>,
        _ context: Context,
        _ counts: inout [String: Int]
    ) throws(ServiceError) {
        let fixable = rules.intersection(SchoolRule.all.filter(\.isFixable).map(\.name))
        guard !fixable.isEmpty else { return }
        let report: SchoolReport
        do throws(StoreError) {
            report = try SchoolCheck.survey(
                in: scope,
                collator: context.collator,
                today: context.today(at: scope.now),
                rules: fixable,
                keeping: .max
            ) { _ in true }
        } catch { throw ServiceError(error) }
        for finding in report.findings + report.notices
        where entity.map({ "\($0.name)" == finding.entity }) ?? true {
            if try scope.mend(finding, as: context) { counts[finding.rule, default: 0] += 1 }
        }
    }
}
