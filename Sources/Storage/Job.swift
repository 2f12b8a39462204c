internal import Engine

/// One request on its way through the write lane.
class Job<Transaction: WriteTransaction & ~Copyable>: @unchecked Sendable {
    /// Runs the request; returns false where it is refused.
    ///
    /// It runs again if its batch met a full map.
    func run(in scope: inout WriteScope<Transaction>) -> Bool { false }

    /// Takes back the result of a body that went on after a verb had stopped half-way.
    func refuse(_ error: StoreError) {}

    /// Tells the caller: nil after the commit, or why there was none.
    func finish(_ failure: StoreError?) {}
}

/// A request with its result; whoever waits for it is told after the commit that covers it.
final class TypedJob<
    Transaction: WriteTransaction & ~Copyable,
    Success: Sendable,
    Failure: StoreFailure
>: Job<Transaction>, @unchecked Sendable {
    typealias Body = @Sendable (inout WriteScope<Transaction>) throws(Failure) -> Success

    private let body: Body
    private let completion: @Sendable (Result<Success, Failure>) -> Void
    // Only the lane's thread touches it.
    private var result: Result<Success, Failure>?

    init(
        body: @escaping Body,
        completion: @escaping @Sendable (Result<Success, Failure>) -> Void
    ) {
        self.body = body
        self.completion = completion
    }

    override func run(in scope: inout WriteScope<Transaction>) -> Bool {
        do throws(Failure) {
            result = .success(try body(&scope))
            return true
        } catch {
            result = .failure(error)
            return false
        }
    }

    override func refuse(_ error: StoreError) { result = .failure(Failure(error)) }

    override func finish(_ failure: StoreError?) {
        if let failure { return completion(.failure(Failure(failure))) }
        completion(result ?? .failure(Failure(StoreError.closed)))
    }
}
