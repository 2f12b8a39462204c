import LMDB
import Oracle
import PolicyOracle
import Records
import SchoolModel
import SchoolServices
import Storage
import TestSupport
import Testing

@Suite("The judge")
struct JudgeTests {
    /// A school on the shelf, and the same one in a store that goes with its folder.
    private func school(
        seed: UInt64,
        _ body: (Shelf, OpenSchool) throws -> Void
    ) throws {
        let shelf = Shelf.random(seed: seed)
        let folder = TemporaryFolder()
        let school = try OpenSchool(folder.path("store"), clock: { Shelf.noon })
        defer { school.store.close() }
        try shelf.fill(school.store)
        try body(shelf, school)
    }

    // POL-01...06, POL-08...15, POL-22, S2-54, S4-30
    @Test("Everybody may do with every row what the sentences say", arguments: [1, 2])
    func agrees(seed: UInt64) throws {
        try school(seed: seed) { shelf, school in
            var trials = Trials(of: .standard, shelf, in: school)
            try trials.run()
            #expect(trials.count > 10_000)
            #expect(trials.differences.isEmpty, "\(trials.differences.prefix(5))")
        }
    }

    // POL-01...06, POL-08...15, POL-22
    @Test("A line that is taken out of the policy is missed")
    func mutants() throws {
        try school(seed: 3) { shelf, school in
            for subject in Mutant.tried where !Mutant.isClosed(subject) {
                var table = PolicyTable.standard
                table.remove(subject)
                var trials = Trials(of: table, shelf, in: school, stopsAtFirst: true)
                try trials.run(subject)
                #expect(!trials.differences.isEmpty, "\(subject)")
            }
        }
    }

    // POL-01...03, POL-08...13, POL-15
    @Test("What is requested is done, refused or not found as the sentences say")
    func changes() throws {
        try school(seed: 7) { shelf, school in
            var changes = Changes(shelf, in: school, seed: 7)
            try changes.run(rounds: 60)
            #expect(changes.permitted > 20)
            #expect(changes.differences.isEmpty, "\(changes.differences.prefix(5))")
        }
    }

    // S2-13
    @Test("Every table is guarded, has a line of its name, and is tried")
    func complete() {
        var lister = Lister()
        SchoolSchema.visitEntities(&lister)
        #expect(lister.unguarded == ["externalRef", "setting"])
        // Settings are the operator's.
        let names = lister.names.filter { $0 != "setting" }
        #expect(Set(names) == Set(Mutant.tried.map(\.rawValue)))
        let lines = Set(PolicyTable.standard.rows.map(\.subject.rawValue))
        #expect(lines.isSuperset(of: names))
    }

    // S2-52, T28
    @Test("A service session has no judge, and whoever belongs nowhere sees nothing")
    func service() throws {
        #expect(Judge(.service, today: Shelf.today, now: Shelf.noon) == nil)
        try school(seed: 1) { shelf, school in
            let admin = try #require(
                shelf.users.first { $0.role == .admin && $0.organizationID == nil }
            )
            let judge = try #require(
                Judge(Caller(admin), today: Shelf.today, now: Shelf.noon)
            )
            var reader = try school.store.makeReader()
            try reader.read(for: judge) { view throws(ServiceError) in
                for user in shelf.users { #expect(try !view.isVisible(user)) }
            }
            try reader.read { view throws(ServiceError) in
                for user in shelf.users { #expect(try view.isVisible(user)) }
            }
        }
    }
}

/// The tables of a schema, and which of them no policy can judge.
private struct Lister: EntityVisitor, ~Copyable {
    var names: [String] = []
    var unguarded: [String] = []

    mutating func visit<E: Entity>(_ entity: E.Type) throws(Never) {
        names.append("\(E.table.name)")
        guard let type = E.self as? any Guarded.Type else {
            return unguarded.append("\(E.table.name)")
        }
        #expect(type.subject.rawValue == "\(E.table.name)")
    }
}
