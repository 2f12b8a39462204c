internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var adminValidate: Method<Guest> {
        let house = self
        return working(.adminValidate, "validating the school") {
            guest,
            parameters throws(RPCError) in
            guard guest.isService else { throw RPCError(.forbidden) }
            let rules = try parameters.rules("rules")
            let isVerbose = try parameters.bool("verbose", default: false)
            let limit = try parameters.countIfPresent("limit", in: 0...10_000) ?? 500
            return { effort, output throws(RPCError) in
                var validation = Validation(rules, isVerbose: isVerbose, limit: limit)
                if validation.looksAtStore {
                    validation.take(try house.verify(effort, upTo: 50))
                }
                try effort.reach("the store is verified", 50)
                if validation.looksAtSchool { try house.check(&validation, effort) }
                try effort.reach("the rules are checked", 100)
                validation.sendParts(effort, all: true)
                validation.write(to: &output, without: effort.partialResults)
            }
        }
    }

    /// The store's own check; it takes the first so many hundredths of the work.
    func verify(_ effort: Effort, upTo share: Int) throws(RPCError) -> VerifyReport {
        let total = max(1, entryCount)
        let report: VerifyReport
        do throws(StoreError) {
            report = try store.verify(SchoolSchema.self) { count in
                effort.goesOn("verifying the store", count * share / total)
            }
        } catch { throw RPCError(error) }
        if !report.isComplete { throw RPCError(.requestCancelled) }
        return report
    }

    private func check(_ validation: inout Validation, _ effort: Effort) throws(RPCError) {
        let total = max(1, entryCount)
        let (rules, limit, today) = (validation.rules, validation.limit, self.today)
        var isComplete = false
        do throws(StoreError) {
            let report = try store.read { view throws(StoreError) in
                try SchoolCheck.survey(
                    in: view,
                    collator: collator,
                    today: today,
                    rules: rules,
                    keeping: limit
                ) { report in
                    validation.take(report)
                    validation.sendParts(effort, all: false)
                    return effort.goesOn("checking the rules", 50 + report.entries * 50 / total)
                }
            }
            validation.take(report)
            isComplete = report.isComplete
        } catch { throw RPCError(error) }
        if !isComplete { throw RPCError(.requestCancelled) }
    }

    /// How many entries there are, about; 0 where that cannot be told.
    private var entryCount: Int {
        ((try? engine.statistics())?.trees ?? []).reduce(0) { $0 + $1.entryCount }
    }
}

/// What `admin/validate` has found, and how much of it has been sent ahead.
private struct Validation {
    /// Those that are of interest.
    let rules: Set<String>
    let limit: Int
    private let isVerbose: Bool
    private var stored: [[UInt8]] = []
    private var counts: [String: Int] = [:]
    private var school = SchoolReport()
    private var sentViolations = 0
    private var sentNotices = 0

    init(_ rules: Set<String>?, isVerbose: Bool, limit: Int) {
        self.rules = rules ?? Set(ruleNames)
        self.isVerbose = isVerbose
        self.limit = limit
    }

    var looksAtStore: Bool { Finding.Kind.allCases.contains { rules.contains($0.rawValue) } }

    var looksAtSchool: Bool { SchoolRule.all.contains { rules.contains($0.name) } }

    mutating func take(_ report: VerifyReport) {
        for (kind, count) in report.counts where rules.contains(kind.rawValue) {
            counts[kind.rawValue] = count
        }
        stored = report.findings.filter { rules.contains($0.kind.rawValue) }.prefix(limit).map(json)
    }

    mutating func take(_ report: SchoolReport) { school = report }

    /// Those of the store first.
    private var violationCount: Int { min(limit, stored.count + school.findings.count) }

    private func violation(_ index: Int) -> [UInt8] {
        index < stored.count
            ? stored[index] : json(school.findings[index - stored.count], "error")
    }

    /// Sends whole parts ahead of the reply, and at the end what is left, to those who want that.
    mutating func sendParts(_ effort: Effort, all: Bool) {
        guard let parts = effort.partialResults else { return }
        let size = all ? 1 : PartialResults.itemsPerPart
        while violationCount - sentViolations >= size {
            let end = min(violationCount, sentViolations + PartialResults.itemsPerPart)
            let items = (sentViolations..<end).map(violation)
            parts.send(.init(list: "violations", items: items), unless: effort.cancellation)
            sentViolations = end
        }
        while school.notices.count - sentNotices >= size {
            let end = min(school.notices.count, sentNotices + PartialResults.itemsPerPart)
            let items = school.notices[sentNotices..<end].map { json($0, "notice") }
            parts.send(.init(list: "notices", items: items), unless: effort.cancellation)
            sentNotices = end
        }
    }

    /// The result, without what the client has been sent already.
    func write(to output: inout OutputBuffer, without parts: PartialResults?) {
        var counts = counts.merging(school.counts) { $0 + $1 }
        let total = counts.values.reduce(0, +)
        if isVerbose {
            let notices = Set(SchoolRule.all.filter(\.isNotice).map(\.name))
            for rule in rules where !notices.contains(rule) { counts[rule, default: 0] += 0 }
        }
        output.append("{")
        output.member("count", total)
        output.append("\"counts\":{")
        for (rule, count) in counts.sorted(by: { $0.key < $1.key }) {
            output.append(text: rule)
            output.append(":")
            output.append(number: Int64(count))
            output.append(",")
        }
        output.removeTrailingComma()
        output.append("},\"violations\":")
        output.append(
            list: parts?.rest(of: "violations") ?? (0..<violationCount).map(violation)
        )
        output.append(",\"notices\":")
        output.append(
            list: parts?.rest(of: "notices") ?? school.notices.map { json($0, "notice") }
        )
        output.append("}")
    }
}

/// The names of all rules: the store's, then the school's.
private let ruleNames =
    Finding.Kind.allCases.map(\.rawValue) + SchoolRule.all.map(\.name)

private let derivedRules = Set(SchoolRule.all.filter(\.isDerived).map(\.name))

private func json(_ finding: SchoolFinding, _ severity: StaticString) -> [UInt8] {
    var output = OutputBuffer(capacity: 192)
    output.append("{")
    output.member("rule", finding.rule)
    output.member("entity", finding.entity)
    output.append("\"id\":")
    if let day = finding.lessonDate {
        output.append("{")
        output.member("groupId", Int(finding.id))
        if let student = finding.studentID { output.member("studentId", Int(student)) }
        output.member("lessonDate", day.text)
        output.removeTrailingComma()
        output.append("},")
    } else if finding.id > 0 {
        output.append(number: Int64(finding.id))
        output.append(",")
    } else {
        output.append("null,")
    }
    output.finish(finding.detail, isFixable: derivedRules.contains(finding.rule), severity)
    return [UInt8](copying: output.bytes)
}

private func json(_ finding: Finding) -> [UInt8] {
    var output = OutputBuffer(capacity: 192)
    output.append("{")
    output.member("rule", finding.kind.rawValue)
    output.member("entity", finding.subject)
    output.append("\"id\":null,")
    let key = finding.key.isEmpty ? "" : "key \(finding.key)"
    let gap = key.isEmpty || finding.detail.isEmpty ? "" : ": "
    output.finish(key + gap + finding.detail, isFixable: finding.kind.isDerived, "error")
    return [UInt8](copying: output.bytes)
}

extension OutputBuffer {
    fileprivate mutating func finish(
        _ detail: String,
        isFixable: Bool,
        _ severity: StaticString
    ) {
        member("detail", detail)
        append(isFixable ? "\"fixable\":true," : "\"fixable\":false,")
        append("\"severity\":\"")
        append(severity)
        append("\"}")
    }

    fileprivate mutating func append(list items: [[UInt8]]) {
        append("[")
        for item in items {
            append(item.rawSpan)
            append(",")
        }
        removeTrailingComma()
        append("]")
    }
}

extension Finding.Kind {
    /// Whether it is about something that follows from the rows, and can be made anew.
    fileprivate var isDerived: Bool {
        switch self {
        case .entryMissing, .entryStray, .sumWrong, .countWrong, .hintMissing: true
        case .checksum, .undecodable, .misplaced, .referenceMissing, .unknownEntry, .sequence: false
        }
    }
}

extension Parameters {
    /// Names of rules, or of families of them; nil for all.
    fileprivate func rules(_ name: StaticString) throws(RPCError) -> Set<String>? {
        guard has(name), value(name)?.kind != .null else { return nil }
        var elements = try elements(name)
        var rules: Set<String> = []
        while let element = elements.next() {
            guard let text = element.text else { throw invalid(name, "wrongType") }
            let wanted = String(decoding: [UInt8](copying: text), as: UTF8.self)
            let family = wanted.hasSuffix(".*") ? String(wanted.dropLast()) : nil
            let found = ruleNames.filter { rule in
                family.map { rule.hasPrefix($0) } ?? (rule == wanted)
            }
            guard !found.isEmpty else {
                throw invalid(
                    name,
                    "notOneOf",
                    hint: "some of \(ruleNames.joined(separator: ", "))"
                )
            }
            rules.formUnion(found)
        }
        return rules
    }
}
