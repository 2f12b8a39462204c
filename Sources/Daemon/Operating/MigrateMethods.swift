internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage
internal import Synchronization

/// How many parts of the school there are, for whoever is asked without the store.
final class PartLevel: Sendable {
    private let level = Atomic<Int>(SchoolPart.newest)

    var value: Int {
        get { level.load(ordering: .acquiring) }
        set { level.store(newValue, ordering: .releasing) }
    }

    /// Refuses the methods of a part that was taken away.
    func admit(_ message: MethodMessage) throws(RPCError) {
        let level = value
        guard level < SchoolPart.newest, message.part > level else { return }
        throw RPCError(ServiceError.methodUnavailable(migration: message.part))
    }
}

extension House {
    /// Looks which parts there are, when the store is opened.
    func findParts() throws(StoreError) {
        do throws(ServiceError) {
            parts.value = try store.read { view throws(ServiceError) in try view.partCount() }
        } catch {
            guard case .store(let error) = error else { return }
            throw error
        }
    }

    var adminMigrate: Method<Guest> {
        let house = self
        return working(.adminMigrate, "migrating") { guest, parameters throws(RPCError) in
            let actions = ["status", "up", "down"]
            let action = try parameters.wordIfPresent("action", of: actions) ?? "status"
            let level = try parameters.countIfPresent("to", in: 0...SchoolPart.newest)
            let isRehearsal = try parameters.bool("dryRun", default: false)
            let context = house.context(for: guest)
            return { effort, output throws(RPCError) in
                let now = house.parts.value
                let target = level ?? (action == "down" ? max(0, now - 1) : SchoolPart.newest)
                let isWay = action == "up" ? target >= now : target <= now
                guard action == "status" || isWay else {
                    throw RPCError(
                        .invalidParams,
                        facts: [.init("path", .text("to")), .init("reason", .text("direction"))],
                        hint: "\(now) are there"
                    )
                }
                output.append("{")
                if action == "status" { return output.finish(house, at: now) }
                let start = ContinuousClock.now
                let outcome = try house.migrate(to: target, isRehearsal, context)
                let time = ContinuousClock.now - start
                output.append(counts: outcome.deleted)
                output.member("changedCourses", outcome.changedCourses)
                output.member("milliseconds", Int(time / .milliseconds(1)))
                if isRehearsal { output.append(checks: try house.checks(effort)) }
                output.finish(house, at: house.parts.value)
            }
        }
    }

    private func migrate(
        to level: Int,
        _ isRehearsal: Bool,
        _ context: Context
    ) throws(RPCError) -> MigrateSchool.Outcome {
        let request = MigrateSchool(to: level)
        do throws(ServiceError) {
            if isRehearsal { return try store.dryRun(request, as: context) }
            let outcome = try store.run(request, as: context)
            parts.value = level
            return outcome
        } catch { throw RPCError(error) }
    }

    /// What should be so before anything is migrated.
    private func checks(_ effort: Effort) throws(RPCError) -> [Check] {
        let isWritable = engine.isFolderWritable
        var checks = [
            Check(
                name: "format",
                isFulfilled: store.header.format <= StoreHeader.currentFormat,
                hint: "use the newest program"
            ),
            Check(
                name: "writable",
                isFulfilled: isWritable,
                hint: "the daemon's user must own \(folder), and may write into it"
            ),
        ]
        let report = try verify(effort, upTo: 100)
        let broken = Set(report.sites.keys.map(\.subject))
        for table in [Table.user, .course, .module, .lesson, .enrollment] {
            let isWhole = !broken.contains {
                $0 == "\(table.name)" || $0.hasPrefix("\(table.name).")
            }
            checks.append(
                Check(name: "\(table.name)", isFulfilled: isWhole, hint: "lmsq validate --fix")
            )
        }
        return checks
    }
}

/// One thing that should be so.
private struct Check {
    var name: String
    var isFulfilled: Bool
    var hint: String
}

extension OutputBuffer {
    fileprivate mutating func append(counts: [Table: Int]) {
        append("\"deleted\":{")
        for (table, count) in counts.sorted(by: { $0.key.number < $1.key.number }) {
            member(table.name, count)
        }
        removeTrailingComma()
        append("},")
    }

    fileprivate mutating func append(checks: [Check]) {
        append("\"checks\":[")
        for check in checks {
            append("{")
            member("name", check.name)
            append(check.isFulfilled ? "\"ok\":true,\"hint\":null" : "\"ok\":false,")
            if !check.isFulfilled { member("hint", check.hint) }
            removeTrailingComma()
            append("},")
        }
        removeTrailingComma()
        append("],")
    }

    /// What is there, and the end of the object.
    fileprivate mutating func finish(_ house: House, at level: Int) {
        member("level", level)
        append("\"migrations\":[")
        for part in SchoolPart.all {
            append("{")
            member("number", part.number)
            member("name", part.name)
            append(part.number <= level ? "\"applied\":true}," : "\"applied\":false},")
        }
        removeTrailingComma()
        append("],\"formats\":[")
        for step in house.store.header.migrations {
            append("{")
            member("number", step.number)
            member("name", step.name)
            member("appliedAt", step.at.text)
            removeTrailingComma()
            append("},")
        }
        removeTrailingComma()
        append("]}")
    }
}
