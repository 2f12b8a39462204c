public import Engine
public import Records
public import SchoolModel
public import Storage

/// Notes the name that another system has for a row.
///
/// The same name for the same row changes nothing, so that an import may run twice.
public struct SetExternalRef: WriteRequest {
    public var source: String
    public var entity: EntityKind
    public var externalID: String
    public var row: ID<AnyRow>

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var ref: ExternalRef
        public var isNew: Bool

        public init(ref: ExternalRef, isNew: Bool) {
            self.ref = ref
            self.isNew = isNew
        }
    }

    public init(source: String, entity: EntityKind, externalID: String, row: ID<AnyRow>) {
        self.source = source
        self.entity = entity
        self.externalID = externalID
        self.row = row
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        try ExternalRef.table.check(source, "source", 1...64)
        try ExternalRef.table.check(externalID, "externalId", 1...128)
        var ref = ExternalRef(
            source: source,
            entity: entity,
            externalID: externalID,
            rowID: row
        )
        guard try scope.exists(entity, row), try scope.isVisible(ref) else {
            throw .referenceMissing(entity.table, field: "rowId", id: row.rawValue)
        }
        if let known = try scope.ref(source, entity, externalID) {
            guard known.rowID == row else {
                throw .unique(
                    ExternalRef.table,
                    constraint: "externalRef.source_entity_externalId",
                    existing: try scope.isVisible(known) ? known.rowID.rawValue : 0
                )
            }
            return Outcome(ref: known, isNew: false)
        }
        try scope.insertRow(&ref)
        return Outcome(ref: ref, isNew: true)
    }
}
