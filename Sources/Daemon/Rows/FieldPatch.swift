internal import Engine
internal import JSONRPC
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// Fields of a row as a client gives them: read on the loop, laid over the row on the writer.
///
/// The row's own visitor says what each field is, so that no field is named a second time.
struct FieldPatch: Sendable {
    /// One field as it came.
    enum Value: Sendable, Equatable {
        case null
        case bool(Bool)
        case integer(Int64)
        case text(String)
        case numbers([Int64])
        case json(String)
        /// A row of ours by the name that another system has for it.
        case ref(source: String, externalID: String)
        /// What no field takes.
        case other
    }

    private(set) var values: [String: Value] = [:]
    /// What stands in front of the names in errors: `patch.`.
    var path = ""

    init() {}

    /// The fields that are given, of those with these names.
    init(_ parameters: borrowing Parameters, _ names: [StaticString]) throws(RPCError) {
        for name in names {
            guard let value = parameters.value(name) else { continue }
            values["\(name)"] = try Self.read(value, name, of: parameters)
        }
    }

    /// Sets a field.
    subscript(name: String) -> Value? {
        get { values[name] }
        set { values[name] = newValue }
    }

    private static func read(
        _ value: borrowing JSONValue,
        _ name: StaticString,
        of parameters: borrowing Parameters
    ) throws(RPCError) -> Value {
        switch value.kind {
        case .null: return .null
        case .yes: return .bool(true)
        case .no: return .bool(false)
        case .integer: return value.integer.map { .integer($0) } ?? .other
        case .string: return .text(try parameters.string(name))
        case .array:
            var numbers: [Int64] = []
            var elements = value.children
            while let element = elements.next() {
                guard let number = element.integer else { return .other }
                numbers.append(number)
            }
            return .numbers(numbers)
        case .object:
            var members = value.children
            if let key = members.next()?.text, key.isEqual(to: "ref"), value.childCount == 1 {
                let ref = try parameters.object(name, fields: ["ref"])
                    .object("ref", fields: ["source", "id"])
                return .ref(source: try ref.string("source"), externalID: try ref.string("id"))
            }
            var output = OutputBuffer(capacity: 256)
            output.append(value)
            return .json(String(decoding: [UInt8](copying: output.bytes), as: UTF8.self))
        default: return .other
        }
    }
}

extension FieldPatch {
    /// A new row of what is given, and defaults.
    func row<Row: Record, View: Snapshot & ~Copyable>(
        _ type: Row.Type,
        in view: borrowing View
    ) throws(ServiceError) -> Row {
        var empty = ByteWriter()
        empty.byte(0)
        return try read(over: empty.array, in: view)
    }

    /// A row with what is given in place of what it had.
    func applied<Row: Record, View: Snapshot & ~Copyable>(
        to row: Row,
        in view: borrowing View
    ) throws(ServiceError) -> Row {
        var content = ByteWriter()
        row.writeContent(to: &content)
        return try read(over: content.array, in: view)
    }

    private func read<Row: Record, View: Snapshot & ~Copyable>(
        over content: [UInt8],
        in view: borrowing View
    ) throws(ServiceError) -> Row {
        let values = try resolved(in: view)
        // A class, so that a refusal is known after the reader has gone.
        let refusal = Refusal()
        do throws(RecordError) {
            var reader = try PatchReader(content.rawSpan, values, refusal)
            return try Row(from: &reader)
        } catch {
            guard let (field, reason) = refusal.reason else {
                throw ServiceError(EngineError.damaged(error))
            }
            throw .invalidParams(path: path + field, reason: reason)
        }
    }

    /// The same with ids in place of other systems' names.
    private func resolved<View: Snapshot & ~Copyable>(
        in view: borrowing View
    ) throws(ServiceError) -> [String: Value] {
        var resolved = values
        for case (let field, .ref(let source, let externalID)) in values {
            guard let kind = EntityKind(naming: field),
                let id = try view.resolve(source: source, entity: kind, externalID: externalID)
            else { throw .invalidParams(path: path + field, reason: "unknownRef") }
            resolved[field] = .integer(Int64(id.rawValue))
        }
        return resolved
    }
}

extension EntityKind {
    /// The table that a field names rows of: `groupId`, and `topicId` for short.
    fileprivate init?(naming field: String) {
        switch field {
        case "studentId", "createdById": self = .user
        case "topicId": self = .codingTopic
        case "taskId": self = .codingTask
        default:
            let name = String(field.dropLast(2))
            guard let kind = EntityKind.allCases.first(where: { "\($0.name)" == name }) else {
                return nil
            }
            self = kind
        }
    }
}
