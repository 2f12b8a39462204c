internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    /// The store's own check, and beside it what should be there compared with what is.
    var adminVerify: Method<Guest> {
        let house = self
        return working(.adminVerify, "verifying the store") { _, _ in
            { effort, output throws(RPCError) in
                let report = try house.verify(effort, upTo: 60)
                try effort.reach("the store is verified", 60)
                let hooks = try house.survey(SchemaChecks.rules, effort, from: 60)
                var checks = SchemaChecks(report, hooks, parts: house.parts.value)
                checks.run()
                checks.add(try house.selfTest())
                output.append(report, checks.checks)
            }
        }
    }

    /// Tries the school's main operations, and leaves no trace.
    var adminSelfTest: Method<Guest> {
        let house = self
        return working(.adminSelfTest, "trying the school") { _, _ in
            { _, output throws(RPCError) in
                let start = ContinuousClock.now
                let steps = try house.selfTest()
                let time = ContinuousClock.now - start
                let failures = steps.count { !$0.isMet }
                output.append(failures == 0 ? "{\"ok\":true," : "{\"ok\":false,")
                output.member("count", failures)
                output.member("microseconds", Int(time / .microseconds(1)))
                output.append("\"results\":[")
                for step in steps {
                    output.append("{")
                    output.member("name", step.name)
                    output.member("expected", step.expected)
                    output.member("found", step.found)
                    output.append(result: step.isMet)
                    output.append("},")
                }
                output.removeTrailingComma()
                output.append("]}")
            }
        }
    }

    /// Alone on the writer, and undone: whoever asks, it is the daemon that tries.
    private func selfTest() throws(RPCError) -> [SelfTest.Step] {
        do throws(ServiceError) {
            return try store.dryRun(SelfTest(), as: context(of: .service))
        } catch {
            throw RPCError(error)
        }
    }

    /// How often some rules of the school are broken.
    private func survey(
        _ rules: Set<String>,
        _ effort: Effort,
        from share: Int
    ) throws(RPCError) -> SchoolReport {
        let (total, today) = (max(1, entryCount), self.today)
        let report: SchoolReport
        do throws(StoreError) {
            report = try store.read { view throws(StoreError) in
                try SchoolCheck.survey(
                    in: view,
                    collator: collator,
                    today: today,
                    rules: rules,
                    keeping: 0
                ) { report in
                    let done = share + report.entries * (100 - share) / total
                    return effort.goesOn("checking what is kept", done)
                }
            }
        } catch { throw RPCError(error) }
        if !report.isComplete { throw RPCError(.requestCancelled) }
        return report
    }
}

extension OutputBuffer {
    fileprivate mutating func append(result isMet: Bool) {
        append(isMet ? "\"result\":\"PASS\"" : "\"result\":\"FAIL\"")
    }

    fileprivate mutating func append(_ report: VerifyReport, _ checks: [SchemaCheck]) {
        let failures = checks.count { !$0.isMet }
        append(report.isClean && failures == 0 ? "{\"ok\":true," : "{\"ok\":false,")
        member("entries", report.entries)
        member("count", report.count + failures)
        append("\"rows\":{")
        for kind in EntityKind.allCases { member(kind.name, report.rows[kind.table] ?? 0) }
        removeTrailingComma()
        append("},\"findings\":[")
        for finding in report.findings {
            append("{")
            member("kind", finding.kind.rawValue)
            member("subject", finding.subject)
            member("key", finding.key)
            member("detail", finding.detail)
            removeTrailingComma()
            append("},")
        }
        removeTrailingComma()
        append("],\"checks\":[")
        for check in checks {
            append("{")
            member("kind", check.kind.rawValue)
            member("name", check.name)
            append("\"alias\":")
            if let alias = check.alias { append(text: alias) } else { append("null") }
            append(",")
            member("expected", check.expected)
            member("found", check.found)
            append(result: check.isMet)
            append("},")
        }
        removeTrailingComma()
        append("]}")
    }
}
