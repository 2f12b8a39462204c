internal import Engine
internal import JSONRPC
internal import Records
internal import SchoolServices

/// A field as a client gives it: not at all, as null, or as a value.
enum Given<Value: Sendable>: Sendable {
    case absent
    case null
    case value(Value)

    init(_ isGiven: Bool, _ value: Value?) {
        self = value.map { .value($0) } ?? (isGiven ? .null : .absent)
    }

    /// Leaves the field as it is where nothing was given.
    func write(to field: inout Value?) {
        switch self {
        case .absent: break
        case .null: field = nil
        case .value(let value): field = value
        }
    }

    /// The same with the id of a named row.
    func resolve<Row: Entity, View: Snapshot & ~Copyable>(
        in view: borrowing View
    ) throws(ServiceError) -> Given<ID<Row>> where Value == Named<Row> {
        switch self {
        case .absent: .absent
        case .null: .null
        case .value(let named): .value(try named.resolve(in: view))
        }
    }
}

extension Parameters {
    func givenText(_ name: StaticString) throws(RPCError) -> Given<String> {
        Given(has(name), try stringIfPresent(name))
    }

    func givenCount(
        _ name: StaticString,
        in range: ClosedRange<Int>
    ) throws(RPCError) -> Given<Int> {
        Given(has(name), try countIfPresent(name, in: range))
    }

    func givenName<Row: Entity>(_ name: StaticString) throws(RPCError) -> Given<Named<Row>> {
        Given(has(name), try nameIfPresent(name))
    }
}
