public import Engine
public import Storage

/// How a rehearsed request ends: always in an error, so that nothing of it stays.
public enum DryRun<Success: Sendable>: StoreFailure {
    /// What the request would have answered.
    case outcome(Success)
    /// Why it would have been refused.
    case refused(ServiceError)

    /// The store's own refusal.
    public init(_ error: StoreError) { self = .refused(ServiceError(error)) }

    /// A body for `Store.submit` that does all that `body` does, and undoes it.
    public static func rehearsing<T: WriteTransaction & ~Copyable>(
        _ body: @escaping @Sendable (inout WriteScope<T>) throws(ServiceError) -> Success
    ) -> @Sendable (inout WriteScope<T>) throws(DryRun) -> Success {
        { scope throws(DryRun) in
            let outcome: Success
            do throws(ServiceError) { outcome = try body(&scope) } catch {
                throw .refused(error)
            }
            throw .outcome(outcome)
        }
    }

    /// What a rehearsal was answered with: the outcome, or the refusal.
    public func get() throws(ServiceError) -> Success {
        switch self {
        case .outcome(let outcome): return outcome
        case .refused(let error): throw error
        }
    }
}

extension Store {
    /// Runs a request, throws away what it wrote, and answers what it would have answered.
    public func dryRun<Success: Sendable>(
        _ body: @escaping @Sendable (inout Scope) throws(ServiceError) -> Success
    ) throws(ServiceError) -> Success {
        do throws(DryRun<Success>) { return try write(DryRun.rehearsing(body)) } catch {
            return try error.get()
        }
    }
}
