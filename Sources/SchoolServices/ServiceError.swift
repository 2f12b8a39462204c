internal import Engine
public import Records
public import Storage

/// Why a request is refused: facts for the caller's program; texts for people come with the reply.
public enum ServiceError: Error, Equatable {
    /// The store's own reason: the one place where it is wrapped.
    case store(StoreError)
    /// The method is of a part of the school that was taken away.
    case methodUnavailable(migration: Int)
    /// A parameter is not what it should be.
    case invalidParams(path: String, reason: String)
    /// There is no such row, or the caller may not know of it.
    case notFound(Table, id: UInt64)
    /// No row has this name; there may be one whose name is near.
    case nameUnknown(Table, nearest: String?)
    /// The caller may see the row, but not do this with it.
    case forbidden(rule: String)
    /// Another row has the same fields in a unique index.
    case unique(Table, constraint: String, existing: UInt64)
    /// A field names a row that does not exist.
    case referenceMissing(Table, field: String, id: UInt64)
    /// A rule of the school is broken.
    case checkFailed(Table, field: String, rule: String)
    /// The row, or one that it names, is soft-deleted.
    case deleted(Table, id: UInt64)
    /// The row is not deleted, so it cannot be restored.
    case notDeleted(Table, id: UInt64)
    /// The cohort is completed or archived.
    case cohortNotOpen(status: String)
    /// Every seat is taken.
    case cohortFull(max: Int, taken: Int)
    /// The student takes the course, or is a member, already.
    case alreadyEnrolled(id: UInt64, status: String)
    /// Students cannot enroll themselves in a course that is not published.
    case courseNotPublished
    /// The person's role does not fit.
    case roleMismatch(role: String, expected: String)
    /// Rows that refer to the row forbid its deletion.
    case hasDependents(Table, by: Table, count: Int)
    /// The row has a history that must not be lost.
    case hasHistory(Table, id: UInt64)
    /// The row takes no changes: a register that is final, a post without replies.
    case locked(Table, id: UInt64)
    /// A date lies after today.
    case futureDate(Day)
    /// A row or a sheet would grow beyond its maximum.
    case tooLarge(limit: Int)
    /// Somebody else has changed the row since the caller read it.
    case staleVersion(current: Int)
    /// One item of a request that is all or nothing is refused.
    indirect case item(index: Int, ServiceError)
}

extension ServiceError: StoreFailure {
    /// Gives the store's reasons their names on the wire.
    public init(_ error: StoreError) {
        switch error {
        case .notFound(let table, let id): self = .notFound(table, id: id)
        case .unique(let table, let index):
            self = .unique(table, constraint: index, existing: 0)
        case .referenceMissing(let table, let field, let id):
            self = .referenceMissing(table, field: field, id: id)
        case .referenceDeleted(let table, _, let id): self = .deleted(table, id: id)
        case .hasDependents(let table, let by, let count):
            self = .hasDependents(table, by: by, count: count)
        case .engine(.valueTooLarge): self = .tooLarge(limit: Limits.valueByteCount)
        case .engine, .idsExhausted, .closed: self = .store(error)
        }
    }
}

/// Runs one of the store's verbs inside a service.
func stored<Success: ~Copyable>(
    _ body: () throws(StoreError) -> Success
) throws(ServiceError) -> Success {
    do throws(StoreError) { return try body() } catch { throw ServiceError(error) }
}
