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
    /// What all calls through a daemon have come to.
    private var coverage = Coverage()

    init(seed: UInt64, folder: String) {
        self.seed = seed
        self.folder = folder
    }

    /// Whether all is as the sentences say.
    mutating func play(_ count: Int, only part: String) -> Bool {
        do {
            let schools = try (0..<6).map { try school(seed: seed &+ $0) }
            if part == "all" || part == "rows", try !tries(schools) { return false }
            if part == "all" || part == "mutants", try !mutates(schools) { return false }
            if part == "all" || part == "changes", try !changes(schools, count) { return false }
            if part == "all" || part == "lists", try !lists() { return false }
            if part == "all" || part == "visits", try !visits() { return false }
            if part == "all" || part == "pairs", try !pairs(count) { return false }
            return try part != "all" && part != "pairs" || errands(count)
        } catch {
            report("policy: FAILED: \(error)")
            return false
        }
    }

    private mutating func school(seed: UInt64) throws -> (shelf: Shelf, store: OpenSchool) {
        folders += 1
        let shelf = Shelf.random(seed: seed)
        let store = try OpenSchool("\(folder)/\(folders)", clock: { Shelf.noon })
        try shelf.fill(store.store)
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
            for subject in Mutant.tried where subject != .externalRef {
                var trials = Trials(
                    of: Mutant.seeing(subject),
                    school.shelf,
                    in: school.store,
                    looksThrough: true
                )
                try trials.run(subject)
                count += trials.count
                for difference in trials.differences.prefix(10) {
                    report("policy: DIFFERENT, all seen, in school \(number): \(difference)")
                }
                if !trials.differences.isEmpty { return false }
            }
        }
        report("policy: \(count) questions about rows, all answered as the sentences say")
        return true
    }

    /// What everybody's requests come to.
    private func changes(
        _ schools: [(shelf: Shelf, store: OpenSchool)],
        _ count: Int
    ) throws -> Bool {
        var (made, permitted) = (0, 0)
        for (number, school) in schools.enumerated() {
            var changes = Changes(school.shelf, in: school.store, seed: seed &+ UInt64(number))
            try changes.run(rounds: count / 500 + 10)
            made += changes.count
            permitted += changes.permitted
            for difference in changes.differences.prefix(5) {
                report("policy: DIFFERENT request in school \(number): \(difference)")
            }
            if !changes.differences.isEmpty { return false }
        }
        report("policy: \(made) requests, \(permitted) permitted, each as the sentences say")
        return true
    }

    /// What a daemon lists for everybody.
    private func lists() throws -> Bool {
        var count = 0
        for number in 0..<4 {
            let shelf = Shelf.random(seed: seed &+ UInt64(number))
            let hall = try Hall(shelf, in: "\(folder)/hall")
            var answers = Answers(shelf, in: hall)
            try answers.run()
            hall.close()
            removeFolder("\(folder)/hall")
            count += answers.count
            for difference in answers.differences.prefix(5) {
                report("policy: DIFFERENT list: \(difference)")
            }
            if !answers.differences.isEmpty { return false }
        }
        report("policy: \(count) lists, each as the sentences say")
        return true
    }

    /// Two schools that differ in what is hidden answer alike.
    private mutating func pairs(_ count: Int) throws -> Bool {
        var pairs = Pairs(seed: seed, folder: "\(folder)/pair")
        var number = 0
        while pairs.count < count, pairs.differences.isEmpty {
            try pairs.play(number, calls: min(200, count - pairs.count))
            removeFolder("\(folder)/pair-a")
            removeFolder("\(folder)/pair-b")
            number += 1
        }
        for difference in pairs.differences { report("policy: DIFFERENT \(difference)") }
        report(
            "policy: \(pairs.count) calls of \(number) pairs, \(pairs.successes) with a result, "
                + "\(pairs.differences.count) answered differently"
        )
        coverage.add(pairs.coverage)
        return pairs.differences.isEmpty
    }

    /// Everybody at every door.
    private mutating func visits() throws -> Bool {
        var count = 0
        for number in 0..<2 {
            let shelf = Shelf.random(seed: seed &+ UInt64(number))
            let hall = try Hall(shelf, in: "\(folder)/visited")
            var visits = Visits(shelf, in: hall)
            try visits.run(seed: seed)
            hall.close()
            removeFolder("\(folder)/visited")
            count += visits.count
            coverage.add(visits.coverage)
            for difference in visits.differences.prefix(10) {
                report("policy: DIFFERENT visit: \(difference)")
            }
            if !visits.differences.isEmpty { return false }
        }
        report("policy: \(count) rows asked for through a socket, each as the sentences say")
        return true
    }

    /// Every method has answered all whom it is for.
    private mutating func errands(_ count: Int) throws -> Bool {
        var errands = Errands(seed: seed, folder: "\(folder)/errand", tries: 400, after: coverage)
        for number in 0..<max(24, count / 5_000) where !errands.coverage.unmet.isEmpty {
            try errands.play(number)
            removeFolder("\(folder)/errand-\(number)")
        }
        for line in errands.coverage.lines { report("policy: \(line)") }
        for pair in errands.coverage.unmet { report("policy: UNMET \(pair)") }
        report("policy: \(errands.count) errands, \(errands.coverage.unmet.count) pairs unmet")
        return errands.coverage.unmet.isEmpty
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
                    looksThrough: mutant.looksThrough,
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
