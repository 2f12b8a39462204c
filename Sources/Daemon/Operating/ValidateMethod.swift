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
            let fixes = try parameters.bool("fix", default: false)
            let context = house.context(for: guest)
            return { effort, output throws(RPCError) in
                var validation = Validation(rules, isVerbose: isVerbose, limit: limit)
                if fixes {
                    let request = RepairSchool(validation.rules)
                    do throws(ServiceError) {
                        validation.fixed = try house.store.run(request, as: context)
                    } catch { throw RPCError(error) }
                }
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

    /// Counters alone, of one table or of all.
    var adminRecount: Method<Guest> {
        let house = self
        return working(.adminRecount, "counting again") { guest, parameters throws(RPCError) in
            let only = try parameters.choiceIfPresent("entity", of: EntityKind.self)
            let context = house.context(for: guest)
            return { _, output throws(RPCError) in
                let request = RepairSchool(SchoolRule.counters, of: only?.table)
                let counts: [String: Int]
                do throws(ServiceError) {
                    counts = try house.store.run(request, as: context)
                } catch { throw RPCError(error) }
                output.append("{")
                output.member("corrected", counts.values.reduce(0, +))
                output.append(counts: counts, as: "counters")
                output.append("}")
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

    /// The rules of the school; it takes the second half of the work.
    func check(_ validation: inout Validation, _ effort: Effort) throws(RPCError) {
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
    var entryCount: Int {
        ((try? engine.statistics())?.trees ?? []).reduce(0) { $0 + $1.entryCount }
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
