public import Records

/// What somebody has set for the whole store; what nobody has set has no row.
public struct Setting: Record, Equatable {
    public var name: String
    public var value: String
    public var stamps: Stamps

    public init(name: String, value: String, stamps: Stamps = .new) {
        self.name = name
        self.value = value
        self.stamps = stamps
    }
}

extension Setting {
    public static let table = Table.setting
    @inlinable public static var place: Place { .settings }
    public static let hasID = false
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(of setting: Setting, to key: inout K) {
        key.begin(place)
        key.append(text: setting.name)
    }

    /// None: the name is the identity.
    public var id: ID<Setting> {
        get { 0 }
        set {}
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("name", name)
        fields.field("value", value)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        name = try fields.field("name")
        value = try fields.field("value")
        stamps = try fields.stamps()
    }

    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {}
}
