public import Records
public import SchoolModel

/// What became of each student of a bulk request.
public struct BulkOutcome: Equatable, Sendable {
    /// Who is new.
    public var created: [ID<User>] = []
    /// Who was there before, and is back.
    public var reactivated: [ID<User>] = []
    /// Who was there already: nothing was written.
    public var already: [ID<User>] = []
    /// Who was refused; empty in a request that is all or nothing.
    public var failed: [Refusal] = []

    /// One item that was refused.
    public struct Refusal: Equatable, Sendable {
        /// Its place in the request.
        public var index: Int
        /// Why.
        public var error: ServiceError
    }
}

extension BulkOutcome {
    /// Refuses more items than one request may have.
    static func requireBound(_ count: Int) throws(ServiceError) {
        guard count <= Maximum.items else { throw .tooLarge(limit: Maximum.items) }
    }

    /// Notes a refused item; in a request that is all or nothing, it refuses the whole.
    mutating func refuse(
        _ error: ServiceError,
        at index: Int,
        isAtomic: Bool
    ) throws(ServiceError) {
        if case .store = error { throw error }
        if isAtomic { throw .item(index: index, error) }
        failed.append(Refusal(index: index, error: error))
    }
}
