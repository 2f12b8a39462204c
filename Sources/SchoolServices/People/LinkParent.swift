public import Engine
public import Records
public import SchoolModel
public import Storage

/// Makes somebody the parent of a student.
public struct LinkParent: WriteRequest {
    public var parent: ID<User>
    public var student: ID<User>
    public var relation: String?

    public init(parent: ID<User>, student: ID<User>, relation: String? = nil) {
        self.parent = parent
        self.student = student
        self.relation = relation
    }

    /// Answers the link.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> ParentLink {
        try ParentLink.table.check(relation, "relation", 0...50)
        let parent = try scope.person(parent, of: "parentId", as: .parent)
        let student = try scope.person(student, of: "studentId", as: .student)
        if let known = try scope.link(of: parent.id, to: student.id) {
            throw .unique(
                ParentLink.table,
                constraint: "parentLink.parent_student",
                existing: try scope.isVisible(known) ? known.id.rawValue : 0
            )
        }
        var link = ParentLink(
            organizationID: student.organizationID,
            parentID: parent.id,
            studentID: student.id,
            relation: relation
        )
        try scope.insertRow(&link)
        return link
    }
}

extension Snapshot where Self: ~Copyable {
    /// The link of a pair, or nil.
    borrowing func link(
        of parent: ID<User>,
        to student: ID<User>
    ) throws(ServiceError) -> ParentLink? {
        let key = Key(ParentLink.place, owner: parent, student)
        do throws(StoreError) { return try row(at: key.bytes) } catch { throw ServiceError(error) }
    }
}
