internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolServices
internal import Storage

typealias Scope = Store<LMDBEngine>.Scope
typealias Body<Success> = @Sendable (inout Scope, Context) throws(ServiceError) -> Success

extension House {
    /// A method that is answered on the loop; `answer` may read the store through the guest's desk.
    func reading(
        _ message: MethodMessage,
        _ answer: @escaping Method<Guest>.Answer
    ) -> Method<Guest> {
        let house = self
        return .read(message.name, message.parameterNames) {
            guest,
            parameters,
            output throws(RPCError) in
            try guest.admit(message)
            // Before a login nothing is read.
            guard let caller = guest.caller else { return try answer(guest, &parameters, &output) }
            // What concerns the session alone is its own, whoever it belongs to.
            let isUnjudged = caller.kind == .service || message.admission == .session
            let judge = isUnjudged ? nil : house.context(for: guest).judge(at: house.clock.now)
            try guest.desk.serve(as: judge) { () throws(RPCError) in
                try answer(guest, &parameters, &output)
            }
        }
    }

    /// A method that changes the store: `prepare` reads the parameters on the loop, what it returns runs
    /// on the writer, and `answer` writes what came of it, after the commit.
    func writing<Success: Sendable>(
        _ message: MethodMessage,
        _ prepare:
            @escaping @Sendable (inout Parameters) throws(RPCError) -> Body<Success>,
        _ answer: @escaping @Sendable (Success, inout OutputBuffer) -> Void
    ) -> Method<Guest> {
        let house = self
        let part = message.part
        let hasRehearsal = message.parameters.contains { "\($0.name)" == "dryRun" }
        return .write(message.name, message.parameterNames) {
            guest,
            parameters throws(RPCError) in
            try guest.admit(message)
            let isRehearsal =
                hasRehearsal ? try parameters.bool("dryRun", default: false) : false
            let prepared = try prepare(&parameters)
            let context = house.context(for: guest)
            // The part may be taken away by a request that is queued before this one.
            let body: Body<Success> = { scope, context throws(ServiceError) in
                if part > 0, try scope.partCount() < part {
                    throw .methodUnavailable(migration: part)
                }
                return try prepared(&scope, context)
            }
            guard let batch = guest.batch else {
                return { completion in
                    house.submit(body, as: context, isRehearsal: isRehearsal, completion, answer)
                }
            }
            batch.add(isRehearsal: isRehearsal, body, context, answer)
            return { $0.fail(RPCError(.internalError)) }
        }
    }

    func submit<Success: Sendable>(
        _ body: @escaping Body<Success>,
        as context: Context,
        isRehearsal: Bool,
        _ completion: Completion,
        _ answer: @escaping @Sendable (Success, inout OutputBuffer) -> Void
    ) {
        let run: @Sendable (inout Scope) throws(ServiceError) -> Success = {
            scope throws(ServiceError) in
            // Nobody waits for it any more: its reply is on its way already.
            guard completion.cancellation.begin() else { throw .store(.closed) }
            scope.open(to: context)
            return try body(&scope, context)
        }
        let finish: @Sendable (Result<Success, ServiceError>) -> Void = { result in
            switch result {
            case .success(let success):
                var output = OutputBuffer(capacity: 512)
                answer(success, &output)
                completion.succeed([UInt8](copying: output.bytes))
            case .failure(let error): completion.fail(RPCError(error))
            }
        }
        guard isRehearsal else { return store.submit(run, then: finish) }
        store.submit(DryRun.rehearsing(run)) { result in
            guard case .failure(let rehearsal) = result else { return }
            switch rehearsal {
            case .outcome(let outcome): finish(.success(outcome))
            case .refused(let error): finish(.failure(error))
            }
        }
    }
}
