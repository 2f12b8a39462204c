internal import JSONRPC
internal import Records
internal import SchoolServices
internal import Storage

/// What `admin/validate` has found, and how much of it has been sent ahead.
struct Validation {
    /// Those that are of interest.
    let rules: Set<String>
    let limit: Int
    /// What has been made right first; nil where nobody has asked for it.
    var fixed: [String: Int]?
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

    var looksAtStore: Bool { !rules.isDisjoint(with: SchoolRule.ofStore) }

    var looksAtSchool: Bool { SchoolRule.all.contains { rules.contains($0.name) } }

    mutating func take(_ report: VerifyReport) {
        for (site, count) in report.sites {
            let rule = SchoolRule.name(of: site)
            if rules.contains(rule) { counts[rule, default: 0] += count }
        }
        stored = report.findings.filter { rules.contains(SchoolRule.name(of: $0.site)) }
            .prefix(limit).map(json)
    }

    /// How much has been found.
    var count: Int { counts.merging(school.counts) { $0 + $1 }.values.reduce(0, +) }

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
        output.append(counts: counts, as: "counts")
        output.append(",")
        if let fixed {
            output.append(counts: fixed, as: "fixed")
            output.append(",")
        }
        output.append("\"violations\":")
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
let ruleNames =
    SchoolRule.ofStore + SchoolRule.all.map(\.name)

/// What can be done about a row that names another which is not there.
private func hint(orphan isFixable: Bool) -> String {
    (isFixable ? "fix deletes it, or clears the field; or " : "")
        + "make the row that is missing; or name another; or remove it, and add what was meant"
}

private let orphanRules: Set = ["attendance.orphan", "ref.dangling"]

private let fixableRules = Set(SchoolRule.all.filter(\.isFixable).map(\.name))

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
    let isFixable = fixableRules.contains(finding.rule)
    let hint = orphanRules.contains(finding.rule) ? hint(orphan: isFixable) : nil
    output.finish(finding.detail, isFixable: isFixable, severity, hint: hint)
    return [UInt8](copying: output.bytes)
}

private func json(_ finding: Finding) -> [UInt8] {
    var output = OutputBuffer(capacity: 192)
    output.append("{")
    output.member("rule", SchoolRule.name(of: finding.site))
    output.member("entity", finding.subject)
    if finding.rowID > 0 {
        output.member("id", Int(finding.rowID))
    } else {
        output.append("\"id\":null,")
    }
    let key = finding.key.isEmpty ? "" : "key \(finding.key)"
    let gap = key.isEmpty || finding.detail.isEmpty ? "" : ": "
    let hint = finding.kind == .referenceMissing ? hint(orphan: finding.isFixable) : nil
    output.finish(key + gap + finding.detail, isFixable: finding.isFixable, "error", hint: hint)
    return [UInt8](copying: output.bytes)
}

extension OutputBuffer {
    fileprivate mutating func finish(
        _ detail: String,
        isFixable: Bool,
        _ severity: StaticString,
        hint: String?
    ) {
        member("detail", detail)
        append(isFixable ? "\"fixable\":true," : "\"fixable\":false,")
        append("\"severity\":\"")
        append(severity)
        append("\"")
        if let hint {
            append(",\"hint\":")
            append(text: hint)
        }
        append("}")
    }

    /// How often each rule is meant, as a member.
    mutating func append(counts: [String: Int], as name: StaticString) {
        append("\"")
        append(name)
        append("\":{")
        for (rule, count) in counts.sorted(by: { $0.key < $1.key }) {
            append(text: rule)
            append(":")
            append(number: Int64(count))
            append(",")
        }
        removeTrailingComma()
        append("}")
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
