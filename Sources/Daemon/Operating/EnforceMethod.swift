internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolServices
internal import Storage

extension House {
    /// Whether a row may name only rows that there are; turned on again only where all do.
    var adminEnforceReferences: Method<Guest> {
        let house = self
        return working(.adminEnforceReferences, "checking references") {
            guest,
            parameters throws(RPCError) in
            let isOn = try parameters.boolIfPresent("on")
            let context = house.context(for: guest)
            return { effort, output throws(RPCError) in
                if let isOn {
                    let outcome = try house.enforceReferences(isOn, effort, context)
                    if case .violations(let count) = outcome {
                        throw RPCError(
                            .violationsRemain,
                            facts: [.init("count", .number(Int64(count)))],
                            hint: "lmsq validate tells which; --fix makes right what it can"
                        )
                    }
                    house.rules.defersReferences = !isOn
                }
                let isEnforced = !house.rules.defersReferences
                output.append(isEnforced ? "{\"enforced\":true}" : "{\"enforced\":false}")
            }
        }
    }

    /// Looks beside the writer first: it is held up only where others never stop writing.
    private func enforceReferences(
        _ isOn: Bool,
        _ effort: Effort,
        _ context: Context
    ) throws(RPCError) -> EnforceReferences.Outcome {
        do throws(ServiceError) {
            guard isOn else { return try store.run(EnforceReferences(false), as: context) }
            let total = max(1, entryCount * 2)
            for _ in 0..<3 {
                let sequence = store.counters.sequence
                let found = try store.read { view throws(ServiceError) in
                    try EnforceReferences.violations(in: view, as: context) { entries in
                        effort.goesOn("checking references", entries * 100 / total)
                    }
                }
                guard let found else { break }
                guard found == 0 else { return .violations(found) }
                let request = EnforceReferences(true, checkedAt: sequence)
                let outcome = try store.run(request, as: context)
                if outcome != .changedSince { return outcome }
            }
        } catch { throw RPCError(error) }
        guard !effort.cancellation.isCancelled else { throw RPCError(.requestCancelled) }
        do throws(ServiceError) { return try store.run(EnforceReferences(true), as: context) } catch
        {
            throw RPCError(error)
        }
    }
}
