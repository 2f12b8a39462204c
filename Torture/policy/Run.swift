import Engine
import LMDB
import Oracle
import PolicyOracle
import Records
import SchoolServices
import Storage

/// One run of everything.
struct Run {
    let seed: UInt64
    let folder: String
    private var folders = 0

    init(seed: UInt64, folder: String) {
        self.seed = seed
        self.folder = folder
    }

    /// Whether all is as the sentences say.
    mutating func play(_ count: Int) -> Bool {
        do {
            let schools = try (0..<6).map { try school(seed: seed &+ $0) }
            guard try tries(schools) else { return false }
            return try mutates(schools)
        } catch {
            report("policy: FAILED: \(error)")
            return false
        }
    }

    private mutating func school(seed: UInt64) throws -> (shelf: Shelf, store: OpenSchool) {
        folders += 1
        let shelf = Shelf.random(seed: seed)
        let store = try OpenSchool("\(folder)/\(folders)", clock: { Shelf.noon })
        try shelf.fill(store)
        return (shelf, store)
    }

    private func tries(_ schools: [(shelf: Shelf, store: OpenSchool)]) throws -> Bool {
        var count = 0
        for (number, school) in schools.enumerated() {
            var trials = Trials(of: .standard, school.shelf, in: school.store)
            try trials.run()
            count += trials.count
            for difference in trials.differences.prefix(10) {
                report("policy: DIFFERENT in school \(number): \(difference)")
            }
            if !trials.differences.isEmpty { return false }
        }
        report("policy: \(count) questions about rows, all answered as the sentences say")
        return true
    }

    private func mutates(_ schools: [(shelf: Shelf, store: OpenSchool)]) throws -> Bool {
        let mutants = Mutant.all(of: Mutant.tried)
        var survivors = 0
        for mutant in mutants {
            let isNoticed = try schools.contains { school in
                var trials = Trials(
                    of: mutant.table,
                    school.shelf,
                    in: school.store,
                    stopsAtFirst: true
                )
                try trials.run(mutant.subject)
                return !trials.differences.isEmpty
            }
            guard !isNoticed else { continue }
            survivors += 1
            report("policy: UNNOTICED \(mutant.name)")
        }
        report("policy: \(mutants.count) mutants, \(survivors) unnoticed")
        return survivors == 0
    }
}
