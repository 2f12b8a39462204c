import Engine
import LMDB
import Records
import SchoolModel
import Testing

@testable import SchoolServices
@testable import Storage

// What leads nowhere, and what the store keeps beside rows.
extension RepairTests {
    func breakOrphans(_ vandal: inout Vandal) throws {
        let student = try school.user()
        let group = try school.group(students: [student])
        try vandal.breaks("membership.orphan_group", without: group)
        let gone = try school.user()
        _ = try school.group(students: [gone])
        try vandal.vanish(gone, breaking: "membership.orphan_user")
        let room = try vandal.classroom()
        try vandal.vanish(room.student, breaking: "member.orphan")
        vandal.note("enrollment.orphan")
        let series = try school.series()
        let tested = try school.group()
        try school.run(AddTestSeries(series.id, to: tested.id))
        try vandal.breaks("groupseries.orphan", without: tested)
        let (lone, missing) = (try school.group(), try school.series())
        try school.run(AddTestSeries(missing.id, to: lone.id))
        try vandal.breaks("groupseries.orphan", without: missing)
        let tree = try school.tree(of: school.course(modules: 1, lessonsEach: 1))
        try vandal.breaks("reference.missing", without: tree[0].module)
        try breakNumbers(&vandal)
    }

    /// Two rows of one id.
    private func breakNumbers(_ vandal: inout Vandal) throws {
        let people = try school.users(2)
        let group = try school.group(students: people)
        let memberships = try people.map { try #require(try school.membership($0, of: group)) }
        try double("membership.duplicate", memberships[0], memberships[1], &vandal)
        let (first, second) = (try vandal.classroom(), try vandal.classroom())
        try double("enrollment.duplicate", first.enrollment, second.enrollment, &vandal)
        let groups = [try school.group(), try school.group()]
        let series = try school.series()
        for group in groups { try school.run(AddTestSeries(series.id, to: group.id)) }
        let links = try school.read { view throws(ServiceError) in
            try groups.map { group throws(ServiceError) in
                try view.row(like: GroupTestSeries(groupID: group.id, testSeriesID: series.id))
            }
        }
        try double(
            "groupseries.duplicate",
            #require(links[0]),
            #require(links[1]),
            &vandal
        )
    }

    private func double<E: Entity>(
        _ rule: String,
        _ first: E,
        _ second: E,
        _ vandal: inout Vandal
    ) throws {
        try vandal.breaks(rule) { scope throws(StoreError) in
            var entry = Key()
            entry.begin(Place(.ids, E.table.number))
            entry.append(second.id)
            try scope.remove(entry.bytes)
            let key = Vandal.key(of: second)
            guard var row: E = try scope.row(at: key.rawSpan) else { throw .closed }
            row.id = first.id
            var content = ByteWriter()
            row.writeContent(to: &content)
            try scope.put(key.rawSpan, content: content.bytes)
        }
    }

    func breakEntries(_ vandal: inout Vandal) throws {
        typealias Index = GroupMembership.ByUserRoleAndGroup
        let (none, two, five): ([UInt8], [UInt8], [UInt8]) = ([0], [2], [5])
        let people = try school.users(3)
        let group = try school.group(students: people)
        let keys = try people.map { person in
            let row = try #require(try school.membership(person, of: group))
            var key = KeyBuffer()
            _ = Index.writeKey(of: row, to: &key)
            return key.array
        }
        try vandal.breaks("index.missing_entry") { scope throws(StoreError) in
            let key = keys[0]
            try scope.remove(key.rawSpan)
        }
        try vandal.breaks("index.wrong_value") { scope throws(StoreError) in
            let key = keys[1]
            try scope.put(key.rawSpan, content: two.rawSpan)
        }
        let stranger = try school.user()
        try vandal.breaks("index.extra_entry") { scope throws(StoreError) in
            var key = Key()
            key.begin(Index.place, owner: stranger.id)
            key.append(byte: GroupMembership.Role.student.rawValue)
            key.append(group.id)
            try scope.put(key.bytes, content: none.rawSpan)
        }
        let empty = try school.group()
        try vandal.breaks("counter.wrong") { scope throws(StoreError) in
            var key = Key()
            key.begin(GroupCounters.place, owner: empty.id.rawValue)
            try scope.put(key.bytes, content: five.rawSpan)
        }
        try vandal.breaks("count.wrong") { scope throws(StoreError) in
            scope.counters[Payment.table.number].rows += 1
        }
        try breakHints(&vandal, people, group)
        try breakBytes(&vandal)
    }

    private func breakHints(_ vandal: inout Vandal, _ people: [User], _ group: Group) throws {
        try school.run(MarkAll(in: group.id, on: school.today))
        let keys = people.map { person in
            var key = Key()
            key.begin(AttendanceSheet.ByStudentAndGroup.place, owner: person.id)
            key.append(group.id)
            return [UInt8](copying: key.bytes)
        }
        try vandal.breaks("hint.missing") { scope throws(StoreError) in
            let key = keys[2]
            try scope.remove(key.rawSpan)
        }
        try vandal.breaks("checksum.bad") { scope throws(StoreError) in
            let (key, bytes): ([UInt8], [UInt8]) = (keys[1], [7, 7, 7, 7])
            do throws(EngineError) {
                try scope.transaction.put(key.rawSpan, bytes.rawSpan)
            } catch { throw .engine(error) }
        }
    }

    private func breakBytes(_ vandal: inout Vandal) throws {
        try vandal.breaks("entry.unknown") { scope throws(StoreError) in
            var key = Key()
            key.begin(Place(.user, 0x77), owner: 1)
            try scope.put(key.bytes, content: RawSpan())
        }
        try school.tamper(school.user()) { $0.phone = "1" }
        let sequence = school.store.counters.sequence
        try vandal.breaks("sequence.behind") { scope throws(StoreError) in
            let key = Change.key(sequence)
            try scope.remove(key.bytes)
        }
    }
}
