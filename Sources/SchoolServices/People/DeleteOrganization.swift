public import Engine
public import Records
public import SchoolModel
public import Storage

/// Deletes an organisation that owns nothing.
public struct DeleteOrganization: WriteRequest {
    public var id: ID<Organization>

    public init(_ id: ID<Organization>) { self.id = id }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        try scope.deleteRow(scope.subject(id))
    }
}
