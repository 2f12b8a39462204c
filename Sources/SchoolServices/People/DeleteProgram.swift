public import Engine
public import Records
public import SchoolModel
public import Storage

/// Deletes a programme; its classes go on without one.
public struct DeleteProgram: WriteRequest {
    public var id: ID<AcademicProgram>

    public init(_ id: ID<AcademicProgram>) { self.id = id }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        try scope.deleteRow(scope.subject(id))
    }
}
