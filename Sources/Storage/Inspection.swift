internal import Records

/// What a check of the whole store gathers on its way, to be compared at the end.
struct Inspection {
    /// The sums of one aggregate entry, as stored and as the rows say.
    struct Sums {
        var stored = Amounts(repeating: 0)
        var counted = Amounts(repeating: 0)
        /// How many of them are stored; 0 where no row counts any more.
        var slotCount = 0
    }

    var report = VerifyReport()
    var sums: [[UInt8]: Sums] = [:]
    var lastIDs: [Table: UInt64] = [:]
    var lastSequence: UInt64 = 0
    /// Up to here changes may be missing.
    var horizon: UInt64 = 0
    var hasHeader = false
    /// What would make right what is wrong, in the order in which it was found; nil where nobody asks.
    var repairs: [Repair]?
    /// Which findings are to be made right.
    var isWanted: (Finding) -> Bool = { _ in true }

    mutating func add(_ finding: Finding, _ repair: Repair? = nil) {
        var finding = finding
        finding.isFixable = repair != nil
        report.add(finding)
        if let repair, repairs != nil, isWanted(finding) { repairs?.append(repair) }
    }

    mutating func countRow(of table: Table, id: UInt64) {
        report.rows[table, default: 0] += 1
        lastIDs[table] = max(lastIDs[table] ?? 0, id)
    }

    mutating func count(_ share: RowParts.Share) {
        var key = KeyBuffer()
        key.begin(share.place, owner: share.owner)
        for slot in share.amounts.indices where share.amounts[slot] != 0 {
            sums[key.array, default: Sums()].counted[slot] += share.amounts[slot]
            sums[key.array]?.slotCount = share.slotCount
        }
    }

    /// The sequence counts every change: none is missing behind the horizon.
    mutating func countChange(_ sequence: UInt64, key: RawSpan) {
        if sequence != lastSequence + 1, sequence > horizon + 1 {
            add(Finding(.sequence, "change", key: key, "follows \(lastSequence)"))
        }
        lastSequence = sequence
    }

    /// The last change is never forgotten.
    mutating func checkHorizon() {
        if horizon > 0, horizon >= lastSequence {
            let detail = "the last change is \(lastSequence)"
            add(Finding(.sequence, "horizon", key: ChangeHorizon.key.bytes, detail))
        }
    }

    mutating func checkHeader() {
        if !hasHeader { add(Finding(.entryMissing, "header", key: RawSpan())) }
    }

    mutating func compareSums() {
        for (key, sums) in sums {
            for slot in sums.stored.indices where sums.stored[slot] != sums.counted[slot] {
                let (stored, counted) = (sums.stored[slot], sums.counted[slot])
                let detail = "slot \(slot): stored \(stored), counted \(counted)"
                add(
                    Finding(.sumWrong, "counters", key: key.rawSpan, detail),
                    .sums(key: key, sums.counted, slots: sums.slotCount)
                )
            }
        }
    }

    mutating func compare(with counters: Counters) {
        for number in UInt8.min...UInt8.max {
            let table = Table(number, "table")
            let counted = report.rows[table] ?? 0
            let line = counters[number]
            if line.rows != counted {
                let detail = "table \(number): changes say \(line.rows) rows, counted \(counted)"
                add(
                    Finding(.countWrong, "rows", key: RawSpan(), detail),
                    .count(table: number, rows: counted, lastID: line.lastID)
                )
            }
            if let last = lastIDs[table], last > line.lastID {
                let detail = "table \(number): last id \(line.lastID), found \(last)"
                add(
                    Finding(.countWrong, "ids", key: RawSpan(), detail),
                    .count(table: number, rows: counted, lastID: last)
                )
            }
        }
        if lastSequence != counters.sequence {
            add(Finding(.sequence, "change", key: RawSpan(), "counters say \(counters.sequence)"))
        }
    }
}
