import Engine
import Glibc
import Oracle
import Records
import SchoolModel
import Storage
import Threads

/// Why a request of the writer is refused: the store's reasons, or on purpose.
enum Refusal: StoreFailure {
    case store(StoreError)
    case deliberate

    init(_ error: StoreError) { self = .store(error) }
}

/// Writes from several threads until it is killed, and tells its parent of every answer.
enum Writer {
    static func run(in folder: String) throws(OpeningFailure) -> Never {
        // The file outgrows its map now and then: requests are run again, and killed there too.
        let school = try OpenSchool(folder, mapByteCount: 1 << 20)
        do throws(StoreError) { try setUp(school.store) } catch {
            report("the writer cannot begin: \(error)")
            exit(1)
        }
        let store = school.store
        let threads = (0..<Plan.threads).map { thread in
            WorkerThread { work(thread, store) }
        }
        for thread in threads { thread.join() }
        exit(1)
    }

    /// Persons and anchors, all of them or none.
    private static func setUp(_ store: SchoolStore) throws(StoreError) {
        try store.write { scope throws(StoreError) in
            guard try scope.anchor(0) == nil else { return }
            for person in 1...Plan.persons {
                var user = User(
                    email: Names.folded("person-\(person)@kill.az"),
                    fullName: Names.collated(Names.persons[person]),
                    foldedName: "person",
                    role: .student
                )
                try scope.insert(&user)
            }
            for thread in 0..<Plan.threads {
                var anchor = Organization(name: "anchor", slug: Plan.slug(thread))
                anchor.metadata = Plan.metadata(0)
                try scope.insert(&anchor)
            }
        }
    }

    private static func work(_ thread: Int, _ store: SchoolStore) {
        do throws(Refusal) {
            var count = try store.write { scope throws(Refusal) in
                do throws(StoreError) {
                    return try scope.anchor(thread).map { Plan.count(of: $0) } ?? -1
                } catch { throw .store(error) }
            }
            while true {
                count += 1
                if Plan.isTwice(count) { discard(thread, count, store) }
                let number = count
                let written = try store.write { scope throws(Refusal) in
                    try request(thread, number, &scope)
                }
                tellParent(
                    Acknowledgement(
                        thread: thread,
                        count: count,
                        group: written.group,
                        sequence: written.sequence
                    ).bytes
                )
            }
        } catch {
            report("thread \(thread) is refused: \(error)")
            exit(1)
        }
    }

    private static func discard(_ thread: Int, _ count: Int, _ store: SchoolStore) {
        do throws(Refusal) {
            try store.write { scope throws(Refusal) in
                _ = try request(thread, count, &scope)
                throw .deliberate
            }
        } catch {
            if case .deliberate = error { return }
            report("thread \(thread) is refused: \(error)")
            exit(1)
        }
    }

    /// The n-th request of a thread; returns its group and its sequence.
    private static func request(
        _ thread: Int,
        _ count: Int,
        _ scope: inout Scope
    ) throws(Refusal) -> (group: UInt64, sequence: UInt64) {
        do throws(StoreError) {
            guard let anchor = try scope.anchor(thread) else { throw .closed }
            var group = Plan.group(thread, count, of: anchor.id)
            try scope.insert(&group)
            for student in Plan.students(thread, count) {
                var membership = GroupMembership(
                    groupID: group.id,
                    userID: ID(UInt64(student)),
                    role: .student,
                    enrolledAt: scope.now
                )
                try scope.insert(&membership)
            }
            var sheet = AttendanceSheet(
                groupID: group.id,
                lessonDate: Plan.day(count),
                marks: Plan.marks(thread, count)
            )
            try scope.insert(&sheet)
            var entry = ActivityLog(groupID: group.id, action: Plan.action(thread, count))
            try scope.insert(&entry)
            for earlier in Plan.deleted(by: count) {
                guard let old = try scope.group(earlier, of: anchor.id) else { throw .closed }
                try scope.delete(old)
            }
            var counted = anchor
            counted.metadata = Plan.metadata(count)
            try scope.update(anchor, to: &counted)
            return (group.id.rawValue, entry.id.rawValue)
        } catch { throw .store(error) }
    }
}

extension Snapshot where Self: ~Copyable {
    /// The row that holds a thread's count.
    borrowing func anchor(_ thread: Int) throws(StoreError) -> Organization? {
        var key = KeyBuffer()
        key.begin(.organizationSlugs)
        key.append(text: Plan.slug(thread))
        return try row(through: Organization.BySlug.self, at: key.bytes)
    }

    /// All groups of a thread in the order of their counts.
    borrowing func groups(of anchor: ID<Organization>) throws(StoreError) -> [Group] {
        var prefix = Key()
        prefix.begin(.organizationGroups, owner: anchor)
        var groups: [Group] = []
        try forEachRow(
            through: Group.ByOrganizationDeletedSortAndName.self,
            under: prefix.bytes
        ) { group throws(StoreError) -> Bool in
            groups.append(group)
            return true
        }
        return groups
    }

    /// The n-th group of a thread.
    borrowing func group(_ count: Int, of anchor: ID<Organization>) throws(StoreError) -> Group? {
        var prefix = Key()
        prefix.begin(.organizationGroups, owner: anchor)
        prefix.append(byte: 0)
        prefix.append(order: count)
        var found: Group?
        try forEachRow(
            through: Group.ByOrganizationDeletedSortAndName.self,
            under: prefix.bytes
        ) { group throws(StoreError) -> Bool in
            found = group
            return false
        }
        return found
    }
}
