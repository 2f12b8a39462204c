internal import Collation
public import Engine
internal import Records
internal import SchoolModel
public import Storage

/// Turns on, or off, that a row names only rows that there are.
///
/// Off, a service session may write rows whose parents are not there yet, as a load from another system
/// needs it; nobody else may. On again it goes only where nothing leads nowhere.
public struct EnforceReferences: WriteRequest {
    /// Whether references are to be enforced.
    public var isOn: Bool
    /// The sequence as of which nothing was found; nil to look while nobody else writes.
    public var checkedAt: UInt64?

    /// What has come of it.
    public enum Outcome: Equatable, Sendable {
        case done
        /// Somebody has written since it was checked.
        case changedSince
        /// So many rows lead nowhere, or are there twice.
        case violations(Int)
    }

    /// The setting that is there while they are not enforced.
    static let setting = "references.enforced"

    /// The rules that have to be kept, beside those of the store's own check.
    private static let rules: Set = [
        "membership.null_enrolled_at", "attendance.orphan", "ref.dangling",
    ]

    public init(_ isOn: Bool, checkedAt: UInt64? = nil) {
        self.isOn = isOn
        self.checkedAt = checkedAt
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        if isOn {
            if let checkedAt {
                guard scope.counters.sequence == checkedAt else { return .changedSince }
            } else {
                let count = try Self.violations(in: scope, as: context) { _ in true } ?? 0
                guard count == 0 else { return .violations(count) }
            }
        }
        let old = try scope.row(like: Setting(name: Self.setting, value: ""))
        guard (old == nil) != isOn else { return .done }
        if let old {
            try scope.deleteDerived(old)
        } else {
            var row = Setting(name: Self.setting, value: "false")
            try scope.insertDerived(&row)
        }
        let action = isOn ? LogAction.referencesEnforced : .referencesDeferred
        try scope.log(ActivityLog(action: action.rawValue, performedBy: context.performer))
        return .done
    }

    /// How many rows lead nowhere, or are there twice; nil where `goesOn` has stopped it.
    public static func violations<S: Snapshot & ~Copyable>(
        in snapshot: borrowing S,
        as context: Context,
        while goesOn: (_ entries: Int) -> Bool
    ) throws(ServiceError) -> Int? {
        do throws(StoreError) {
            let store = try snapshot.verify(SchoolSchema.self, while: goesOn)
            let school = try SchoolCheck.survey(
                in: snapshot,
                collator: context.collator,
                today: nil,
                rules: rules,
                keeping: 0
            ) { goesOn(store.entries + $0.entries) }
            guard store.isComplete, school.isComplete else { return nil }
            let sites = store.sites.filter {
                [.referenceMissing, .duplicate].contains($0.key.kind)
            }
            return sites.values.reduce(0, +) + school.counts.values.reduce(0, +)
        } catch { throw ServiceError(error) }
    }
}

extension Snapshot where Self: ~Copyable {
    /// Whether a row may name only rows that there are.
    public borrowing func enforcesReferences() throws(ServiceError) -> Bool {
        try row(like: Setting(name: EnforceReferences.setting, value: "")) == nil
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// As of any snapshot; but where references are not enforced, a service may name what is not there.
    borrowing func requireTarget<E: Entity>(
        _ id: ID<E>?,
        of field: StaticString
    ) throws(ServiceError) {
        guard let id, !defersReferences else { return }
        _ = try target(id, of: field)
    }
}
