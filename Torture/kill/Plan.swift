import Oracle
import Records
import SchoolModel

/// What each writing thread does, as a function of its number and its count alone: whoever knows the
/// count knows every row.
enum Plan {
    /// How many threads write.
    static let threads = 4
    /// The persons that all groups are made of.
    static let persons = 8
    /// A group is deleted after so many others, so that a store does not grow.
    static let window = 60

    /// Who learns in the n-th group of a thread: one person at least.
    static func students(_ thread: Int, _ count: Int) -> [Int] {
        (0...(count % 4)).map { (thread + count + $0 * 3) % persons + 1 }.sorted()
    }

    /// Which earlier groups the n-th request deletes.
    static func deleted(by count: Int) -> [Int] {
        var deleted: [Int] = []
        if count % 5 == 4, count > 3 { deleted.append(count - 3) }
        let old = count - window
        // The same rule may have deleted it before.
        if old > 0, (old + 3) % 5 != 4 { deleted.append(old) }
        return deleted
    }

    /// The groups that are there after so many requests.
    static func groups(after count: Int) -> [Int] {
        guard count > 0 else { return [] }
        let first = max(1, count - window - 1)
        let deleted = Set((first...count).flatMap { Self.deleted(by: $0) })
        return (max(1, count - window + 1)...count).filter { !deleted.contains($0) }
    }

    /// Whether a request of the same rows is first thrown away at its end.
    static func isTwice(_ count: Int) -> Bool { count % 7 == 3 }

    static func slug(_ thread: Int) -> String { "thread-\(thread)" }

    static func group(_ thread: Int, _ count: Int, of anchor: ID<Organization>) -> Group {
        Group(
            organizationID: anchor,
            code: "\(thread)-\(count)",
            name: Names.folded("\(thread)/\(count)"),
            displayName: String(repeating: "\(count) ", count: count % 200),
            sortOrder: count
        )
    }

    static func day(_ count: Int) -> Day { Day(Int32(20_000 + count % 1000)) }

    static func marks(_ thread: Int, _ count: Int) -> [AttendanceMark] {
        students(thread, count).map { student in
            AttendanceMark(
                studentID: ID(UInt64(student)),
                status: AttendanceStatus.allCases[(count + student) % 4],
                markedAt: Timestamp(milliseconds: Int64(count)),
                createdAt: Timestamp(milliseconds: Int64(count)),
                updatedAt: Timestamp(milliseconds: Int64(count))
            )
        }
    }

    static func action(_ thread: Int, _ count: Int) -> String { "killed_\(thread)_\(count)" }

    static func metadata(_ count: Int) -> JSONText { JSONText(trusted: "{\"n\":\(count)}") }

    /// The count in an anchor's metadata.
    static func count(of anchor: Organization) -> Int {
        Int(anchor.metadata.text.dropFirst(5).dropLast()) ?? -1
    }
}

/// What a thread says when one of its requests has been answered.
struct Acknowledgement {
    static let byteCount = 32

    var thread: Int
    var count: Int
    var group: UInt64
    var sequence: UInt64

    var bytes: [UInt8] {
        [UInt64(thread), UInt64(count), group, sequence].flatMap { number in
            (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
        }
    }

    init(thread: Int, count: Int, group: UInt64, sequence: UInt64) {
        self.thread = thread
        self.count = count
        self.group = group
        self.sequence = sequence
    }

    init(_ bytes: ArraySlice<UInt8>) {
        let numbers = (0..<4).map { index in
            bytes.dropFirst(index * 8).prefix(8).reversed().reduce(UInt64(0)) {
                $0 << 8 | UInt64($1)
            }
        }
        self.init(
            thread: Int(numbers[0]),
            count: Int(numbers[1]),
            group: numbers[2],
            sequence: numbers[3]
        )
    }
}
