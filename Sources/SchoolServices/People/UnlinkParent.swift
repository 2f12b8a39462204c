public import Engine
public import Records
public import SchoolModel
public import Storage

/// Ends that somebody is the parent of a student.
public struct UnlinkParent: WriteRequest {
    public var parent: ID<User>
    public var student: ID<User>

    public init(parent: ID<User>, student: ID<User>) {
        self.parent = parent
        self.student = student
    }

    /// Answers the link that was.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> ParentLink {
        guard let link = try scope.link(of: parent, to: student), try scope.isVisible(link) else {
            throw .notFound(ParentLink.table, id: student.rawValue)
        }
        try scope.deleteRow(link)
        return link
    }
}
