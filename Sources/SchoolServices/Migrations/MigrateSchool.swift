public import Engine
public import Records
internal import SchoolModel
public import Storage

/// A part of the school that can be taken away, and brought back, while the store is open.
///
/// It has nothing to do with the steps between formats, which an opening takes by itself.
public struct SchoolPart: Sendable {
    /// From 1; what is below the first is the base, which stays.
    public let number: Int
    /// For people.
    public let name: String

    /// All, in their order.
    public static let all = [SchoolPart(number: 1, name: "cohort system")]

    /// With all parts there.
    public static var newest: Int { all.count }

    /// The setting that holds how many are there; no row stands for all.
    static let setting = "migrations"
}

extension Snapshot where Self: ~Copyable {
    /// How many parts of the school are there.
    public borrowing func partCount() throws(ServiceError) -> Int {
        guard let row = try row(like: Setting(name: SchoolPart.setting, value: "")) else {
            return SchoolPart.newest
        }
        return Int(row.value) ?? SchoolPart.newest
    }
}

/// Takes parts of the school away, the last first, or brings them back: one transaction.
///
/// Courses, enrollments and progress stay; what they said of cohorts goes. Classes of programmes belong
/// to the base.
public struct MigrateSchool: WriteRequest {
    /// How many parts are to be there.
    public var level: Int

    /// What has been done.
    public struct Outcome: Sendable {
        public var from = 0
        public var to = 0
        /// How many rows of each table went.
        public var deleted: [Table: Int] = [:]
        /// How many courses said something of cohorts.
        public var changedCourses = 0
    }

    public init(to level: Int) { self.level = level }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        guard 0...SchoolPart.newest ~= level else {
            throw .invalidParams(path: "to", reason: "range")
        }
        var outcome = Outcome(from: try scope.partCount(), to: level)
        guard outcome.from != level else { return outcome }
        if outcome.from >= 1, level < 1 { try scope.takeAwayCohorts(&outcome) }
        let old = try scope.row(like: Setting(name: SchoolPart.setting, value: ""))
        if level == SchoolPart.newest {
            if let old { try scope.deleteDerived(old) }
        } else {
            var row = Setting(name: SchoolPart.setting, value: "\(level)")
            if let old {
                try scope.updateDerived(old, to: &row)
            } else {
                try scope.insertDerived(&row)
            }
        }
        try scope.log(
            ActivityLog(
                action: LogAction.migrated.rawValue,
                performedBy: context.performer,
                metadata: JSONText.empty.adding("from", "\(outcome.from)").adding("to", "\(level)")
            )
        )
        return outcome
    }
}

extension WriteScope where Transaction: ~Copyable {
    fileprivate mutating func takeAwayCohorts(
        _ outcome: inout MigrateSchool.Outcome
    ) throws(ServiceError) {
        for number in 0..<counters[Cohort.table].lastID {
            guard let cohort = try found(ID<Cohort>(number + 1)), cohort.kind == .course else {
                continue
            }
            // Members, schedules, discussions and forums go with it; whoever names it forgets it.
            for (table, count) in try deleteDerived(cohort) {
                outcome.deleted[table, default: 0] += count
            }
        }
        for number in 0..<counters[Course.table].lastID {
            guard let old = try found(ID<Course>(number + 1)) else { continue }
            var row = old
            let plain = Course(name: row.name)
            row.isCohortBased = plain.isCohortBased
            row.defaultDurationWeeks = plain.defaultDurationWeeks
            row.enrollmentType = plain.enrollmentType
            if try updateDerived(old, to: &row) { outcome.changedCourses += 1 }
        }
    }
}
