import Engine
import Glibc
import LMDB
import Oracle
import Records
import SchoolModel
import Storage

/// Flips bits of a small school's store, and looks whether anybody notices.
struct Run {
    private var dice: Dice
    private let seed: UInt64
    private let folder: String
    private let small = SmallSchool()
    private let readings: [Reading]
    private var failures: [String] = []
    private let start = ContinuousClock.now

    init(seed: UInt64, folder: String) {
        self.seed = seed
        self.folder = folder
        dice = Dice(seed: seed)
        readings = small.model.readings
    }

    /// Returns whether every flip was seen and none was shown.
    mutating func play(flips: Int, files: Int) throws(OpeningFailure) -> Bool {
        try build()
        do throws(EngineError) {
            try flipValues(flips)
            if failures.isEmpty { try flipFiles(files) }
        } catch { failures.append("the engine failed: \(error)") }
        for failure in failures.prefix(10) { report("FAILURE \(failure)") }
        let seconds = (ContinuousClock.now - start).components.seconds
        report(
            "flip: seed \(seed), \(flips) bits of values, \(files) bits of the file, "
                + "\(failures.count) silent or unseen, \(seconds) s: "
                + (failures.isEmpty ? "ok" : "FAILED; replay with --seed \(seed)")
        )
        return failures.isEmpty
    }

    private var place: String { folder + "/store" }

    private func open() throws(OpeningFailure) -> OpenSchool {
        try OpenSchool(place, clock: { SmallSchool.instant })
    }

    private mutating func build() throws(OpeningFailure) {
        let school = try open()
        let steps = small.steps
        do throws(StoreError) {
            try school.store.write { scope throws(StoreError) in
                for step in steps { if let error = step(&scope) { throw error } }
            }
        } catch { failures.append("the small school cannot be built: \(error)") }
        failures += Comparison(of: school, with: small.model).differences
        school.store.close()
    }

    // MARK: - Through the engine

    private mutating func flipValues(_ count: Int) throws(EngineError) {
        let school: OpenSchool
        do throws(OpeningFailure) { school = try open() } catch {
            return failures.append("\(error)")
        }
        let entries = try school.entries()
        let bits = entries.reduce(0) { $0 + $1.value.count * 8 }
        report("\(entries.count) entries with \(bits) bits, \(readings.count) readings")
        var noticed = 0
        for flip in 0..<count where failures.count < 10 {
            guard let entry = dice.pick(entries) else { break }
            let bit = dice.below(entry.value.count * 8)
            try school.put(entry.flipped(bit), at: entry.key)
            let verdict = Verdict(of: school, readings, damaged: entry.key)
            if verdict.noticed > 0 { noticed += 1 }
            if let failure = verdict.failure {
                failures.append("flip \(flip), \(hexadecimal(entry.key)) bit \(bit): \(failure)")
            }
            try school.put(entry.value, at: entry.key)
        }
        // Restored, everything is as it was.
        failures += school.findings()
        for reading in readings where failures.isEmpty && reading.answer(of: school) != .right {
            failures.append("restored: \(reading.name)")
        }
        report("\(count) values flipped; \(noticed) met by a reading, all by verify")
        school.store.close()
    }

    // MARK: - In the file

    private mutating func flipFiles(_ count: Int) throws(EngineError) {
        let copy = folder + "/copy"
        let entries: [StoredEntry]
        do throws(OpeningFailure) {
            let school = try open()
            entries = try OpeningFailure.wrapping { () throws(EngineError) in try school.entries() }
            do throws(OpenError) { try school.engine.copy(to: copy, compact: true) } catch {
                throw .engine(error)
            }
            school.store.close()
        } catch { return failures.append("\(error)") }
        let file = StoreFile(copy + "/data.mdb")
        let places = entries.compactMap { entry in file.place(of: entry.value).map { (entry, $0) } }
        report("\(places.count) of \(entries.count) values found in the file")
        var atOpening = 0
        for flip in 0..<count where failures.count < 10 {
            guard let (entry, place) = dice.pick(places) else { break }
            let bit = dice.below(entry.value.count * 8)
            let offset = place + bit / 8
            file.write(file.bytes[offset] ^ 1 << UInt8(bit % 8), at: offset)
            let child = Child(["judge", "--folder", copy, "--key", hexadecimal(entry.key)])
            let (bytes, ending) = child.finish()
            file.write(file.bytes[offset], at: offset)
            if ending == .exited(10) { atOpening += 1 }
            guard ending == .exited(0) || ending == .exited(10) else {
                let text = String(decoding: bytes, as: UTF8.self)
                failures.append("file flip \(flip) at \(offset) bit \(bit), \(ending): \(text)")
                continue
            }
        }
        report("\(count) bits of the file flipped; \(atOpening) refused when the store was opened")
    }
}

extension OpeningFailure {
    /// An engine's error while the store is only read.
    static func wrapping<Success>(
        _ body: () throws(EngineError) -> Success
    ) throws(OpeningFailure) -> Success {
        do throws(EngineError) { return try body() } catch { throw .store(.store(.engine(error))) }
    }
}
