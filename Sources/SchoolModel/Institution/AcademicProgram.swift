public import Records

/// A programme of studies that classes are formed in.
///
/// Its code is unique within the organisation.
public struct AcademicProgram: Record, Equatable {
    public var id: ID<AcademicProgram>
    public var organizationID: ID<Organization>?
    public var code: FoldedText
    public var name: String
    public var stamps: Stamps

    public init(
        id: ID<AcademicProgram> = 0,
        organizationID: ID<Organization>? = nil,
        code: FoldedText,
        name: String,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.code = code
        self.name = name
        self.stamps = stamps
    }
}

extension AcademicProgram {
    public static let table = Table.academicProgram
    @inlinable public static var place: Place { .program }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("code", code)
        fields.field("name", name)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        code = try fields.field("code")
        name = try fields.field("name")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension AcademicProgram {
    /// Serves a programme by its code; programmes without an organisation count as one more.
    public enum ByOrganizationAndCode: SecondaryIndex {
        public static let name: StaticString = "academicProgram.organization_code"
        @inlinable public static var place: Place { .organizationPrograms }
        public static let isUnique = true

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of program: AcademicProgram,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: program.organizationID)
            key.append(text: program.code.folded)
            return true
        }
    }
}

// MARK: - References

extension AcademicProgram {
    /// An organisation with rows stays.
    public enum ToOrganization: IndexedReference {
        public typealias Index = ByOrganizationAndCode
        public static let field: StaticString = "organizationId"
        public static let onDelete = DeleteRule.restrict

        public static func target(of program: AcademicProgram) -> ID<Organization>? {
            program.organizationID
        }
    }
}

// MARK: - Parts

extension AcademicProgram {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByOrganizationAndCode.self)
        try parts.reference(ToOrganization.self)
    }
}
