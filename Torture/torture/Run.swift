import Engine
import LMDB
import Oracle
import Records
import SchoolModel
import Storage

/// Plays random operations on a store and on the model, with restarts, until the two differ.
final class Run {
    private let seed: UInt64
    private let count: Int
    private let interval: Int
    private let folder: String
    private let model = Model()
    private let clock = ToldClock()
    private let judge = Judge()
    private let builder: Builder
    private var school: OpenSchool
    private var generation = 0
    private var comparedActivities: UInt64 = 0
    private var differences: [String] = []
    private var restarts = (clean: 0, dropped: 0)
    private var commits = 0
    private var largestBatch = 0
    private var compared = (rows: 0, ranges: 0)
    private var watcher: Watcher?
    private let start = ContinuousClock.now

    /// How many operations are submitted together, and so share a commit.
    private static var groupSize: Int { 16 }

    init(seed: UInt64, operations: Int, interval: Int, folder: String) throws(OpeningFailure) {
        self.seed = seed
        count = operations
        self.interval = interval
        self.folder = folder
        builder = Builder(model, seed: seed)
        let clock = clock
        school = try OpenSchool(folder + "/store-0", clock: { clock.now() })
    }

    /// Returns whether the store and the model agreed to the end.
    func play() throws(OpeningFailure) -> Bool {
        var number = 0
        var checkAt = interval
        while number < count, differences.isEmpty {
            let size = min(Self.groupSize, count - number)
            let group = (0..<size).map { builder.operation(number + $0 + 1, clock) }
            number += size
            // The group before is answered while this one was made.
            judge.waitForAnswers()
            differences = judge.found
            judge.expect(size)
            for operation in group { operation.submit(to: school.store, judge) }
            if watcher == nil, number >= checkAt - interval / 2 { watcher = Watcher(of: school) }
            guard number >= checkAt || number == count else { continue }
            checkAt += interval
            judge.waitForAnswers()
            differences += judge.found
            try check(number)
        }
        conclude(number)
        return differences.isEmpty
    }

    /// Verifies, restarts, and compares everything.
    private func check(_ number: Int) throws(OpeningFailure) {
        differences += school.findings().map { "verify: \($0)" }
        if let watcher { differences += watcher.finish().map { "verify beside writes: \($0)" } }
        watcher = nil
        noteFigures()
        if number == count || generation % 3 != 2 { try restart() } else { try drop() }
        generation += 1
        let comparison = Comparison(
            of: school,
            with: model,
            comparedActivities: number == count ? 0 : comparedActivities
        )
        comparedActivities = model.tally.sequence
        differences += comparison.differences.map { "after a restart: \($0)" }
        compared.rows += comparison.rows
        compared.ranges += comparison.ranges
        if number == count { differences += school.findings().map { "verify: \($0)" } }
        report(
            "\(number) operations, \(elapsed) s, sequence \(model.tally.sequence), "
                + "\(model.allTables.map(\.count).reduce(0, +)) rows, \(commits) commits, "
                + (differences.isEmpty ? "no difference" : "\(differences.count) differences")
        )
    }

    /// Closes the store and opens it again.
    private func restart() throws(OpeningFailure) {
        school.store.close()
        model.close()
        let place = school.engine.folder
        try reopen(place, insteadOf: nil)
        restarts.clean += 1
    }

    /// Opens a copy of the store as it is, as a crash would leave it, and goes on with that.
    private func drop() throws(OpeningFailure) {
        let old = school.engine.folder
        let place = folder + "/store-\(generation + 1)"
        do throws(OpenError) { try school.engine.copy(to: place) } catch { throw .engine(error) }
        school.store.close()
        try reopen(place, insteadOf: old)
        restarts.dropped += 1
    }

    private func reopen(_ place: String, insteadOf old: String?) throws(OpeningFailure) {
        let clock = clock
        // The engine gives its lock back when nobody holds it any more.
        let between = try OpenSchool(folder + "/between")
        school = between
        if let old { removeFolder(old) }
        school = try OpenSchool(place, clock: { clock.now() })
        between.store.close()
    }

    private func noteFigures() {
        let figures = school.store.laneStatistics
        commits += figures.commits
        largestBatch = max(largestBatch, figures.largestBatch)
    }

    private var elapsed: Int { Int((ContinuousClock.now - start).components.seconds) }

    private func conclude(_ number: Int) {
        if largestBatch > Self.groupSize { differences.append("a commit of \(largestBatch)") }
        for difference in differences.prefix(10) { report("DIFFERENCE \(difference.prefix(4000))") }
        let (accepted, refused) = judge.counts
        report(
            "torture: seed \(seed), \(number) operations (\(accepted) accepted, \(refused) refused), "
                + "\(commits) commits of at most \(largestBatch), \(restarts.clean) restarts, "
                + "\(restarts.dropped) without a close, \(compared.rows) rows and "
                + "\(compared.ranges) ranges compared, \(elapsed) s: "
                + (differences.isEmpty
                    ? "ok" : "FAILED; replay with --seed \(seed) --stop-at \(number)")
        )
        _ = watcher?.finish()
        school.store.close()
    }
}
