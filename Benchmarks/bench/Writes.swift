import CPageCount
import District
import Engine
import LMDB
import Storage
import Threads

/// Durable writes, alone and from sixteen threads, in rounds that take turns with SQLite's.
struct Writes {
    static let threads = 16

    private let stores: Stores
    private let options: Options

    init(_ stores: Stores, _ options: Options) {
        self.stores = stores
        self.options = options
    }

    func measure(_ report: inout Report) throws {
        stores.spoil()
        // Both sides get the same requests.
        var stream = DistrictStream(stores.district, seed: 11)
        if options.measures("W2") { try measure(EnrollStudent.self, &stream, &report) }
        if options.measures("W1") { try measure(MarkClass.self, &stream, &report) }
    }

    /// What one side did in all rounds.
    private struct Sum {
        var timing = Timing()
        var requests = 0
        var commits = 0
        var pages: UInt64 = 0
        /// Requests a second of each round.
        var rates: [Double] = []
        /// Microseconds a request of each round.
        var medians: [Double] = []

        mutating func add(_ timing: Timing, requests: Int, commits: Int, pages: UInt64) {
            self.timing += timing
            self.requests += requests
            self.commits += commits
            self.pages += pages
            rates.append(Double(requests) / (Double(timing.all) / 1e9))
            medians.append(Double(timing.each.sorted()[timing.each.count / 2]) / 1000)
        }
    }

    private func measure<Scenario: WriteScenario>(
        _ scenario: Scenario.Type,
        _ stream: inout DistrictStream,
        _ report: inout Report
    ) throws {
        // At least 3,000 lone requests, so that SQLite's checkpoints are among them.
        let lone = (3000 + options.rounds - 1) / options.rounds
        for (clients, count) in [(1, lone), (Self.threads, Self.threads * 64)] {
            var sums = ["lms": Sum(), "sqlite": Sum(), "sqlite, 16 a commit": Sum()]
            for round in 0..<options.rounds {
                var sides = Array(sums.keys.sorted())
                if clients == 1 { sides.removeLast() }
                // Another first side each round.
                if round % 2 == 1 { sides.reverse() }
                let common = Scenario(&stream, count: count)
                for side in sides {
                    switch side {
                    case "lms": try runInStore(common, clients, count, &sums[side, default: Sum()])
                    case "sqlite":
                        runInSQLite(common, clients, 1, count, &sums[side, default: Sum()])
                    // A pair is only enrolled once, and this is SQLite's third way.
                    default:
                        runInSQLite(
                            Scenario(&stream, count: count),
                            clients,
                            Self.threads,
                            count,
                            &sums[side, default: Sum()]
                        )
                    }
                }
            }
            add(scenario, sums, clients: clients, &report)
        }
    }

    // MARK: - Sides

    private func runInStore<Scenario: WriteScenario>(
        _ scenario: Scenario,
        _ clients: Int,
        _ count: Int,
        _ sum: inout Sum
    ) throws {
        guard unsafe page_count_watch(stores.folder + "/lms/data.mdb") else {
            throw Options.Misuse(description: "the store's file is not there")
        }
        let commits = stores.store.laneStatistics.commits
        let start = nanoseconds()
        let times = try clients == 1 ? alone(scenario, count) : together(scenario, clients, count)
        var timing = Timing()
        timing.all = nanoseconds() - start
        timing.each = times
        sum.add(
            timing,
            requests: count,
            commits: stores.store.laneStatistics.commits - commits,
            pages: page_count_pages()
        )
    }

    private func alone<Scenario: WriteScenario>(
        _ scenario: Scenario,
        _ count: Int
    ) throws -> [UInt64] {
        var times: [UInt64] = []
        times.reserveCapacity(count)
        for index in 0..<count {
            let start = nanoseconds()
            try scenario.run(index, stores)
            times.append(nanoseconds() - start)
        }
        return times
    }

    private func together<Scenario: WriteScenario>(
        _ scenario: Scenario,
        _ clients: Int,
        _ count: Int
    ) throws -> [UInt64] {
        let gathered = Gathered()
        let share = count / clients
        let stores = stores
        let threads = (0..<clients).map { client in
            WorkerThread {
                var times: [UInt64] = []
                for index in client * share..<(client + 1) * share {
                    let start = nanoseconds()
                    do { try scenario.run(index, stores) } catch { gathered.fail(error) }
                    times.append(nanoseconds() - start)
                }
                gathered.add(times)
            }
        }
        for thread in threads { thread.join() }
        return try gathered.times()
    }

    private func runInSQLite<Scenario: WriteScenario>(
        _ scenario: Scenario,
        _ clients: Int,
        _ together: Int,
        _ count: Int,
        _ sum: inout Sum
    ) {
        unsafe page_count_watch(stores.folder + "/sqlite.db-wal")
        let timing = scenario.runInSQLite(
            stores.sqlite,
            threads: Int32(clients),
            together: together
        )
        // The log has a head of 24 bytes in front of each page.
        let pages = page_count_bytes() / 4120
        sum.add(timing, requests: count, commits: count / together, pages: pages)
    }

    // MARK: - Results

    private func add<Scenario: WriteScenario>(
        _ scenario: Scenario.Type,
        _ sums: [String: Sum],
        clients: Int,
        _ report: inout Report
    ) {
        for (engine, sum) in sums.sorted(by: { $0.key < $1.key }) where sum.requests > 0 {
            let sorted = sum.timing.each.sorted()
            report.add(
                Report.Result(
                    name: Scenario.name,
                    engine: engine,
                    mode: "durable",
                    scale: options.scale,
                    p50: Double(sorted[sorted.count / 2]) / 1000,
                    p99: Double(sorted[sorted.count * 99 / 100]) / 1000,
                    mean: Double(sum.timing.each.reduce(0, +)) / Double(sorted.count) / 1000,
                    perSecond: sum.rates.sorted()[sum.rates.count / 2],
                    rows: 1,
                    pagesPerCommit: Double(sum.pages) / Double(sum.commits),
                    clients: clients
                )
            )
        }
        guard let lms = sums["lms"], let sqlite = sums["sqlite"] else { return }
        let title = clients == 1 ? "\(Scenario.name) alone" : "\(Scenario.name) x\(clients)"
        let pages = Double(lms.pages) / Double(lms.commits)
        let limit = clients == 1 ? Scenario.pageLimit : Scenario.pageLimitTogether
        report.judge("\(title) pages a commit", pages, atMost: limit)
        if clients == 1 {
            let ratio = Double(sqlite.timing.all) / Double(lms.timing.all)
            if let limit = Scenario.loneLimit {
                report.judge("\(title) mean sqlite / lms", ratio, atLeast: limit)
            }
        } else {
            let batch = Double(lms.requests) / Double(lms.commits)
            report.note("\(title) requests a commit", batch)
            let rates = [lms, sqlite].map { $0.rates.sorted()[$0.rates.count / 2] }
            let ratio = rates[0] / rates[1]
            report.judge("\(title) per second lms / sqlite", ratio, atLeast: Scenario.rateLimit)
            let slow = [lms, sqlite].map { sum in
                Double(sum.timing.each.sorted()[sum.timing.each.count * 99 / 100])
            }
            report.judge("\(title) p99 lms / sqlite", slow[0] / slow[1], atMost: 0.5)
        }
    }
}

/// What several threads have measured.
private final class Gathered: @unchecked Sendable {
    private let lock = Lock()
    // Guarded by `lock`.
    private var all: [UInt64] = []
    private var error: (any Error)?

    func add(_ times: [UInt64]) { lock.withLock { all += times } }

    func fail(_ error: any Error) { lock.withLock { self.error = error } }

    func times() throws -> [UInt64] {
        if let error = lock.withLock({ error }) { throw error }
        return lock.withLock { all }
    }
}
