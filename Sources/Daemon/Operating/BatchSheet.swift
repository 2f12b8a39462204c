internal import JSONRPC
internal import Records
internal import SchoolServices
internal import Storage

/// What one call of a batch writes into its reply, once all is durable.
typealias BatchAnswer = @Sendable (inout OutputBuffer) -> Void

/// One call of a batch.
enum BatchStep: Sendable {
    /// To be run on the writer; a rehearsal of one call is undone there.
    case write(isRehearsal: Bool, Body<BatchAnswer>)
    /// Refused before the writer was asked.
    case refused(RPCError)
}

/// Collects what the methods of a batch would have handed to the writer; it never leaves its loop.
final class BatchSheet {
    private var steps: [BatchStep] = []

    var count: Int { steps.count }

    /// Called by a method that is prepared for a batch.
    func add<Success: Sendable>(
        isRehearsal: Bool,
        _ body: @escaping Body<Success>,
        _ context: Context,
        _ answer: @escaping @Sendable (Success, inout OutputBuffer) -> Void
    ) {
        let step: Body<BatchAnswer> = { scope, _ throws(ServiceError) in
            scope.open(to: context)
            let success = try body(&scope, context)
            return { output in answer(success, &output) }
        }
        steps.append(.write(isRehearsal: isRehearsal, step))
    }

    func add(refused error: RPCError) { steps.append(.refused(error)) }

    /// All of them, in the order of the calls.
    func finish() -> [BatchStep] { steps }
}

/// What has come of a batch, call by call.
struct BatchOutcome: Sendable {
    var results: [Result<BatchAnswer, RPCError>] = []

    var failureCount: Int {
        results.count { if case .failure = $0 { true } else { false } }
    }
}

extension BatchOutcome {
    /// Runs calls in one transaction: all or nothing, or each for itself.
    static func run(
        _ steps: [BatchStep],
        isAtomic: Bool,
        in scope: inout Scope,
        as context: Context
    ) throws(ServiceError) -> BatchOutcome {
        var outcome = BatchOutcome()
        for (index, step) in steps.enumerated() {
            guard case .write(let isRehearsal, let body) = step else {
                if case .refused(let error) = step { outcome.results.append(.failure(error)) }
                continue
            }
            do throws(ServiceError) {
                let answer: BatchAnswer
                if isRehearsal {
                    answer = try rehearse(body, in: &scope, as: context)
                } else if isAtomic {
                    answer = try body(&scope, context)
                } else {
                    answer = try scope.attempt { scope throws(ServiceError) in
                        try body(&scope, context)
                    }
                }
                outcome.results.append(.success(answer))
            } catch {
                guard !isAtomic else { throw .item(index: index, error) }
                outcome.results.append(.failure(RPCError(error)))
            }
        }
        return outcome
    }

    /// What one call would answer behind those before it; what it wrote is undone.
    private static func rehearse(
        _ body: @escaping Body<BatchAnswer>,
        in scope: inout Scope,
        as context: Context
    ) throws(ServiceError) -> BatchAnswer {
        let rehearsal = DryRun.rehearsing { (scope: inout Scope) throws(ServiceError) in
            try body(&scope, context)
        }
        do throws(DryRun<BatchAnswer>) {
            return try scope.attempt { scope throws(DryRun<BatchAnswer>) in try rehearsal(&scope) }
        } catch { return try error.get() }
    }
}
