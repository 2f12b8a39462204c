public import Engine
public import Storage

/// A change to the school: its parameters, and what it does to the store.
///
/// It checks everything first and then writes. Ids, clock and sequence come from the scope alone, since
/// a request whose batch met a full map is run again.
public protocol WriteRequest: Sendable {
    /// What the caller is answered.
    associatedtype Outcome: Sendable

    /// Runs the request in a transaction of the writer.
    func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome
}

extension Store {
    /// Runs a request; what it wrote is durable when this returns.
    @discardableResult
    public func run<Request: WriteRequest>(
        _ request: Request,
        as context: Context
    ) throws(ServiceError) -> Request.Outcome {
        try write { scope throws(ServiceError) in
            scope.open(to: context)
            return try request.run(in: &scope, as: context)
        }
    }

    /// Answers what a request would be answered, and leaves everything as it is.
    public func dryRun<Request: WriteRequest>(
        _ request: Request,
        as context: Context
    ) throws(ServiceError) -> Request.Outcome {
        try dryRun { scope throws(ServiceError) in
            scope.open(to: context)
            return try request.run(in: &scope, as: context)
        }
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Begins a request: from now on the caller sees, and changes, what the policy says.
    ///
    /// Names are folded and sorted as this transaction's store is, whatever it was when the request came.
    public mutating func open(to context: Context) {
        onlooker = context.judge(at: now)
        followCollation(of: context)
        // Asked here again: that may have ended since the request was queued.
        defersReferences = context.defersReferences && (try? enforcesReferences()) == false
    }
}
