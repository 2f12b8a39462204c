internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var refMethods: [Method<Guest>] { [refSet, refResolve, refList] }

    private var refSet: Method<Guest> {
        writing(.refSet) { parameters throws(RPCError) in
            let source = try parameters.string("source")
            let entity = try parameters.choice("entity", of: EntityKind.self)
            let externalID = try parameters.string("externalId")
            let row = try parameters.anyRowIfPresent("id")
            return { scope, context throws(ServiceError) -> SetExternalRef.Outcome in
                guard let row else {
                    let remove = RemoveExternalRef(
                        source: source,
                        entity: entity,
                        externalID: externalID
                    )
                    var ref = try remove.run(in: &scope, as: context)
                    ref.rowID = 0
                    return SetExternalRef.Outcome(ref: ref, isNew: false)
                }
                return try SetExternalRef(
                    source: source,
                    entity: entity,
                    externalID: externalID,
                    row: row.resolve(entity, in: scope)
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: SetExternalRef.Outcome, output) in
            var buffer = OutputBuffer(capacity: 16)
            swap(&buffer, &output)
            var fields = ListFields(appendingTo: buffer, only: nil)
            outcome.ref.name(in: &fields)
            fields.field("isNew", outcome.isNew)
            output = fields.finish()
        }
    }

    private var refResolve: Method<Guest> {
        getting(.refResolve) { parameters throws(RPCError) in
            let source = try parameters.string("source")
            let entity = try parameters.choice("entity", of: EntityKind.self)
            let externalID = try parameters.string("externalId")
            return { guest, view, fields throws(ServiceError) in
                let id = try view.resolve(source: source, entity: entity, externalID: externalID)
                guest.desk.trace?.found("\(ExternalRef.table.name)")
                fields.field("id", id)
            }
        }
    }

    private var refList: Method<Guest> {
        listing(.refList, of: ExternalRef.self) { parameters throws(RPCError) in
            let entity = try parameters.choice("entity", of: EntityKind.self)
            guard let row = try parameters.anyRowIfPresent("id") else {
                throw parameters.invalid("id", "missing")
            }
            return { guest, view throws(ServiceError) in
                let id = try row.resolve(entity, in: view)
                let range = KeyRange(.rowExternalRefs) {
                    $0.append(byte: entity.rawValue)
                    $0.append(id)
                }
                return ListPlan<ExternalRef>(ListWalk(Through(ExternalRef.ByRow.self), range)) {
                    (ref, _, fields) throws(ServiceError) in
                    ref.name(in: &fields)
                }
            }
        }
    }
}

extension ExternalRef {
    /// What is told of it.
    fileprivate func name(in fields: inout ListFields) {
        fields.field("source", source)
        fields.field("entity", entity)
        fields.field("externalId", externalID)
        fields.field("id", rowID == 0 ? nil : rowID)
    }
}

/// A row of a table that the client names beside it.
private enum AnyNamed: Sendable {
    case id(ID<AnyRow>)
    case ref(source: String, externalID: String)

    func resolve<View: Snapshot & ~Copyable>(
        _ entity: EntityKind,
        in view: borrowing View
    ) throws(ServiceError) -> ID<AnyRow> {
        switch self {
        case .id(let id): return id
        case .ref(let source, let externalID):
            let id = try view.resolve(source: source, entity: entity, externalID: externalID)
            guard let id else { throw .notFound(entity.table, id: 0) }
            return id
        }
    }
}

extension Parameters {
    fileprivate func anyRowIfPresent(_ name: StaticString) throws(RPCError) -> AnyNamed? {
        switch try nameIfPresent(name, of: User.self) {
        case nil: nil
        case .id(let id): .id(id.cast(to: AnyRow.self))
        case .ref(let source, let externalID): .ref(source: source, externalID: externalID)
        }
    }
}
