public import Records

/// One parent of one student.
///
/// Together they are unique.
public struct ParentLink: Record, Equatable {
    public var id: ID<ParentLink>
    public var organizationID: ID<Organization>?
    public var parentID: ID<User>
    public var studentID: ID<User>
    public var relation: String?
    public var stamps: Stamps

    public init(
        id: ID<ParentLink> = 0,
        organizationID: ID<Organization>? = nil,
        parentID: ID<User>,
        studentID: ID<User>,
        relation: String? = nil,
        stamps: Stamps = .new
    ) {
        self.id = id
        self.organizationID = organizationID
        self.parentID = parentID
        self.studentID = studentID
        self.relation = relation
        self.stamps = stamps
    }
}

extension ParentLink {
    public static let table = Table.parentLink
    @inlinable public static var place: Place { .parentLinks }
    public static let hasNaturalKey = true

    public static func writeKey<K: KeyWriter & ~Copyable>(of link: ParentLink, to key: inout K) {
        key.begin(place, owner: link.parentID)
        key.append(link.studentID)
    }

    public func write<W: FieldWriter & ~Copyable>(to fields: inout W) {
        fields.field("id", id)
        fields.field("organizationId", organizationID)
        fields.field("parentId", parentID)
        fields.field("studentId", studentID)
        fields.field("relation", relation)
        fields.stamps(stamps)
    }

    @_lifetime(fields: copy fields)
    public init<R: FieldReader & ~Copyable & ~Escapable>(from fields: inout R) throws(RecordError) {
        id = try fields.field("id")
        organizationID = try fields.field("organizationId")
        parentID = try fields.field("parentId")
        studentID = try fields.field("studentId")
        relation = try fields.field("relation")
        stamps = try fields.stamps()
    }
}

// MARK: - Indexes

extension ParentLink {
    /// Serves a student's parents.
    public enum ByStudentAndParent: SecondaryIndex {
        public static let name: StaticString = "parentLink.student_parent"
        @inlinable public static var place: Place { .studentParents }

        public static func writeKey<K: KeyWriter & ~Copyable>(
            of link: ParentLink,
            to key: inout K
        ) -> Bool {
            key.begin(place, owner: link.studentID)
            key.append(link.parentID)
            return true
        }

        public static func writeContent(of link: ParentLink, to content: inout ByteWriter) {}

        public static func writeRowKey<K: KeyWriter & ~Copyable>(
            forKey entryKey: RawSpan,
            content: RawSpan,
            to key: inout K
        ) throws(RecordError) {
            var reader = KeyReader(entryKey)
            let student = try reader.owner()
            try key.begin(ParentLink.place, owner: reader.id())
            key.append(id: student)
        }
    }
}

// MARK: - References

extension ParentLink {
    /// A link dies with the parent.
    public enum ToParent: OwnedReference {
        public static let field: StaticString = "parentId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of link: ParentLink) -> ID<User>? { link.parentID }
    }

    /// A link dies with the student.
    public enum ToStudent: IndexedReference {
        public typealias Index = ByStudentAndParent
        public static let field: StaticString = "studentId"
        public static let onDelete = DeleteRule.cascade

        public static func target(of link: ParentLink) -> ID<User>? { link.studentID }
    }
}

// MARK: - Parts

extension ParentLink {
    public static func visitParts<V: PartVisitor & ~Copyable>(_ parts: inout V) throws(V.Failure)
    where V.Row == Self {
        try parts.index(ByStudentAndParent.self)
        try parts.reference(ToParent.self)
        try parts.reference(ToStudent.self)
    }
}
