public import Engine
internal import Records
public import SchoolModel
public import Storage

/// Forgets the name that another system has for a row.
public struct RemoveExternalRef: WriteRequest {
    public var source: String
    public var entity: EntityKind
    public var externalID: String

    public init(source: String, entity: EntityKind, externalID: String) {
        self.source = source
        self.entity = entity
        self.externalID = externalID
    }

    /// Answers the name that was.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> ExternalRef {
        guard let ref = try scope.ref(source, entity, externalID) else {
            throw .notFound(ExternalRef.table, id: 0)
        }
        try scope.deleteRow(ref)
        return ref
    }
}
