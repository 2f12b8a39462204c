/// What the columns of other systems are called.
///
/// Names are compared without case, spaces, underscores and hyphens; a field may have other names.
public struct FieldNames: Equatable, Sendable {
    private var fields: [String: String] = [:]

    /// The other names of each field; `mapping` leads from names of this very source to fields.
    public init(_ names: [String: [String]], mapping: [String: String] = [:]) {
        for (field, others) in names {
            fields[Self.plain(field)] = field
            for other in others { fields[Self.plain(other)] = field }
        }
        for (column, field) in mapping { fields[Self.plain(column)] = field }
    }

    /// The field that a column holds, or nil.
    public subscript(column: String) -> String? { fields[Self.plain(column)] }

    private static func plain(_ name: String) -> String {
        String(name.lowercased().filter { !" _-\t".contains($0) })
    }
}
