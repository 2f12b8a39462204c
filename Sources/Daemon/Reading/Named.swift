internal import Engine
internal import JSONRPC
internal import Records
internal import SchoolModel
internal import SchoolServices

/// A row as a client names it: by its id, or by what another system calls it.
enum Named<Row: Entity>: Sendable {
    case id(ID<Row>)
    case ref(source: String, externalID: String)

    /// The id; a name that nobody knows is an error, and so is a row that is hidden from whoever asks.
    func resolve<View: Snapshot & ~Copyable>(
        in snapshot: borrowing View
    ) throws(ServiceError) -> ID<Row> {
        switch self {
        case .id(let id):
            try snapshot.requireVisible(id)
            return id
        case .ref(let source, let externalID):
            guard let kind = EntityKind(rawValue: Row.table.number),
                let id = try snapshot.resolve(
                    source: source,
                    entity: kind,
                    externalID: externalID
                )
            else { throw .notFound(Row.table, id: 0) }
            return id.cast(to: Row.self)
        }
    }
}

extension Optional {
    /// The id, where a row is named.
    func resolve<Row: Entity, View: Snapshot & ~Copyable>(
        in snapshot: borrowing View
    ) throws(ServiceError) -> ID<Row>? where Wrapped == Named<Row> {
        guard let self else { return nil }
        return try self.resolve(in: snapshot)
    }
}

extension Parameters {
    /// A row that must be named.
    func name<Row: Entity>(
        _ name: StaticString,
        of type: Row.Type = Row.self
    ) throws(RPCError) -> Named<Row> {
        // Nearly always an id, and then there is no text to be kept.
        if let number = value(name)?.integer, let id = ID<Row>(checking: number) { return .id(id) }
        guard let named = try nameIfPresent(name, of: type) else { throw invalid(name, "missing") }
        return named
    }

    /// A row that may be named.
    func nameIfPresent<Row: Entity>(
        _ name: StaticString,
        of type: Row.Type = Row.self
    ) throws(RPCError) -> Named<Row>? {
        guard let value = value(name), value.kind != .null else { return nil }
        if let number = value.integer {
            guard let id = ID<Row>(checking: number) else { throw invalid(name, "range") }
            return .id(id)
        }
        guard value.kind == .object else { throw invalid(name, "wrongType") }
        let ref = try object(name, fields: ["ref"]).object("ref", fields: ["source", "id"])
        return .ref(source: try ref.string("source"), externalID: try ref.string("id"))
    }

    /// Rows that may be named; nil where none are.
    func namesIfPresent<Row: Entity>(
        _ name: StaticString,
        of type: Row.Type = Row.self
    ) throws(RPCError) -> [Named<Row>]? {
        guard let value = value(name), value.kind != .null else { return nil }
        return try names(name, of: type)
    }

    /// Rows that must be named.
    func names<Row: Entity>(
        _ name: StaticString,
        of type: Row.Type = Row.self
    ) throws(RPCError) -> [Named<Row>] {
        var elements = try elements(name)
        var names: [Named<Row>] = []
        while let element = elements.next() {
            if let number = element.integer {
                guard let id = ID<Row>(checking: number) else { throw invalid(name, "range") }
                names.append(.id(id))
                continue
            }
            let item = try object(element, at: names.count, of: name, fields: ["ref"])
            let ref = try item.object("ref", fields: ["source", "id"])
            names.append(.ref(source: try ref.string("source"), externalID: try ref.string("id")))
        }
        return names
    }
}

extension ID {
    /// The id with a number that a client sent, or nil where it can be none.
    fileprivate init?(checking number: Int64) {
        guard number > 0, UInt64(number) <= Self.maximum else { return nil }
        self.init(UInt64(number))
    }
}
