import Glibc
import Oracle

/// Starts writers, kills them, and lets a fresh process check what is left.
struct Parent {
    private var dice: Dice
    private let seed: UInt64
    private let folder: String
    private var acknowledged = 0
    private var unacknowledged = 0
    private var failures: [String] = []
    private var creations = (none: 0, good: 0, drafts: 0)
    private var stores = 0
    private let start = ContinuousClock.now

    /// A store goes on for so many rounds, then a new one begins.
    private static var roundsOfOneStore: Int { 50 }

    init(seed: UInt64, folder: String) {
        dice = Dice(seed: seed)
        self.seed = seed
        self.folder = folder
    }

    /// Returns whether nothing was lost.
    mutating func run(rounds: Int, creations count: Int) -> Bool {
        for round in 0..<count where failures.isEmpty { killCreation(round) }
        report("\(count) creations killed: \(creations)")
        var known = Known()
        var place = ""
        var done = 0
        while done < rounds, failures.isEmpty {
            if done % Self.roundsOfOneStore == 0 {
                removeFolder(place)
                place = folder + "/store-\(done)"
                known = Known()
                stores += 1
            }
            kill(place, &known, round: done)
            done += 1
            if done % 50 == 0 {
                report("\(done) rounds, \(acknowledged) acknowledged, \(elapsed) s")
            }
        }
        for failure in failures.prefix(10) { report("FAILURE \(failure)") }
        report(
            "kill: seed \(seed), \(done) rounds on \(stores) stores, \(acknowledged) acknowledged, "
                + "\(unacknowledged) durable but not yet acknowledged, \(failures.count) lost or half; "
                + "\(count) creations: \(creations.none) left no store, \(creations.good) a good one, "
                + "\(creations.drafts) a draft; \(elapsed) s: "
                + (failures.isEmpty ? "ok" : "FAILED; the store is in \(folder)")
        )
        return failures.isEmpty
    }

    private var elapsed: Int { Int((ContinuousClock.now - start).components.seconds) }

    private mutating func kill(_ place: String, _ known: inout Known, round: Int) {
        let delay = dice.number(20_000...500_000)
        let (bytes, ending) = Child(["write", "--folder", place]).kill(afterMicroseconds: delay)
        note(bytes, &known)
        guard ending == .killed(SIGKILL) else {
            failures.append("round \(round): the writer ended by itself: \(ending)")
            return
        }
        check(place, &known, "round \(round), killed after \(delay) us")
    }

    /// Kills a writer around the moment at which it makes its store.
    private mutating func killCreation(_ round: Int) {
        let place = folder + "/created-\(round)"
        // A store is made some 3 ms after the start: most kills fall around that.
        let delay = dice.percent(70) ? dice.number(0...6_000) : dice.number(0...20_000)
        let (bytes, _) = Child(["write", "--folder", place]).kill(afterMicroseconds: delay)
        var known = Known()
        note(bytes, &known)
        let isThere = unsafe access(place, F_OK) == 0
        let isDraftThere = unsafe access(place + ".tmp", F_OK) == 0
        if isThere { creations.good += 1 } else { creations.none += 1 }
        if isDraftThere { creations.drafts += 1 }
        if !isThere, known.sequence > 0 { failures.append("creation \(round): the store is LOST") }
        // Where there is none, the same folder must still take one.
        check(place, &known, "creation \(round), killed after \(delay) us")
        if failures.isEmpty {
            removeFolder(place)
            removeFolder(place + ".tmp")
        }
    }

    private mutating func note(_ bytes: [UInt8], _ known: inout Known) {
        for start in stride(from: 0, to: bytes.count, by: Acknowledgement.byteCount) {
            known.note(
                Acknowledgement(bytes[start..<min(bytes.count, start + Acknowledgement.byteCount)])
            )
            acknowledged += 1
        }
    }

    private mutating func check(_ place: String, _ known: inout Known, _ what: String) {
        let isClosed = dice.percent(50) ? "1" : "0"
        let (bytes, ending) = Child(
            ["check", "--folder", place, "--known", known.text, "--close", isClosed]
        ).finish()
        let answer = String(decoding: bytes, as: UTF8.self)
        guard ending == .exited(0) else {
            failures.append("\(what), \(ending): \(answer)")
            return
        }
        let counts = answer.split(separator: ",").compactMap { Int($0) }
        unacknowledged += counts.reduce(0, +) - known.counts.reduce(0, +)
        known.counts = counts
    }
}
