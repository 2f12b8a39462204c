import Engine
import LMDB
import Oracle
import Records
import SchoolModel
import Storage

/// What the parent knows to be durable: for each thread its last answer, and the largest numbers.
struct Known: Sendable {
    var counts = Array(repeating: 0, count: Plan.threads)
    var group: UInt64 = 0
    var sequence: UInt64 = 0

    mutating func note(_ acknowledgement: Acknowledgement) {
        counts[acknowledgement.thread] = max(counts[acknowledgement.thread], acknowledgement.count)
        group = max(group, acknowledgement.group)
        sequence = max(sequence, acknowledgement.sequence)
    }

    /// For the command line.
    var text: String {
        (counts.map(String.init) + ["\(group)", "\(sequence)"]).joined(separator: ",")
    }

    init() {}

    init(_ text: String) {
        let numbers = text.split(separator: ",").compactMap { UInt64($0) }
        guard numbers.count == Plan.threads + 2 else { return }
        counts = numbers.prefix(Plan.threads).map { Int($0) }
        group = numbers[Plan.threads]
        sequence = numbers[Plan.threads + 1]
    }
}

/// Opens the store after a kill and looks for whatever was acknowledged.
struct Checker {
    private(set) var failures: [String] = []
    /// How far each thread really got.
    private(set) var counts: [Int] = []

    init(_ school: OpenSchool, _ known: Known) {
        failures = school.findings()
        let counters = school.store.counters
        if counters.sequence < known.sequence {
            failures.append("LOST: sequence \(counters.sequence), acknowledged \(known.sequence)")
        }
        if counters[.group].lastID < known.group {
            failures.append("LOST: group \(counters[.group].lastID), acknowledged \(known.group)")
        }
        for thread in 0..<Plan.threads {
            do throws(StoreError) {
                let (count, found) = try school.read { view throws(StoreError) in
                    try Self.check(thread, acknowledged: known.counts[thread], in: view)
                }
                counts.append(count)
                failures += found
            } catch { failures.append("thread \(thread) cannot be read: \(error)") }
        }
    }

    private static func check(
        _ thread: Int,
        acknowledged: Int,
        in view: borrowing LMDBSnapshot
    ) throws(StoreError) -> (Int, [String]) {
        guard let anchor = try view.anchor(thread) else {
            return (0, acknowledged > 0 ? ["LOST: thread \(thread) has no anchor"] : [])
        }
        var failures: [String] = []
        let count = Plan.count(of: anchor)
        // One request of each thread may be durable and not yet acknowledged.
        if count < acknowledged || count > acknowledged + 1 {
            failures.append("LOST: thread \(thread) at \(count), acknowledged \(acknowledged)")
        }
        if anchor.stamps.version != count + 1 {
            failures.append("thread \(thread): version \(anchor.stamps.version) after \(count)")
        }
        let groups = try view.groups(of: anchor.id)
        let expected = Plan.groups(after: count)
        if groups.map(\.sortOrder) != expected {
            failures.append("thread \(thread): \(groups.map(\.sortOrder)), expected \(expected)")
        }
        var lastID: UInt64 = 0
        for group in groups {
            if group.id.rawValue <= lastID { failures.append("group \(group.id) after \(lastID)") }
            lastID = group.id.rawValue
            let half = try check(group, thread, of: anchor.id, in: view)
            if let half { failures.append("HALF: thread \(thread), group \(group.id): \(half)") }
        }
        return (count, failures)
    }

    /// Whether everything is there that was written with a group.
    private static func check(
        _ group: Group,
        _ thread: Int,
        of anchor: ID<Organization>,
        in view: borrowing LMDBSnapshot
    ) throws(StoreError) -> String? {
        let count = group.sortOrder
        var written = Plan.group(thread, count, of: anchor)
        written.id = group.id
        written.stamps = group.stamps
        if group != written { return "\(group)" }
        var prefix = Key()
        prefix.begin(.groupMembers, owner: group.id)
        var students: [Int] = []
        try view.forEachRow(of: GroupMembership.self, under: prefix.bytes) {
            (membership) throws(StoreError) -> Bool in
            students.append(Int(membership.userID.rawValue))
            return true
        }
        if students != Plan.students(thread, count) { return "members \(students)" }
        let sums = try view.amounts(GroupCounters.self, owner: group.id.rawValue)
        if sums[0] != Int64(students.count) { return "counts \(sums[0])" }
        var key = Key()
        key.begin(.sheets, owner: group.id)
        key.append(Plan.day(count))
        let sheet: AttendanceSheet? = try view.row(at: key.bytes)
        if sheet?.marks != Plan.marks(thread, count) { return "sheet \(String(describing: sheet))" }
        var log = Key()
        log.begin(.groupLog, owner: group.id)
        var actions: [String] = []
        try view.forEachRow(through: ActivityLog.ByGroup.self, under: log.bytes) {
            (entry) throws(StoreError) -> Bool in
            actions.append(entry.action)
            return true
        }
        return actions == [Plan.action(thread, count)] ? nil : "log \(actions)"
    }
}
