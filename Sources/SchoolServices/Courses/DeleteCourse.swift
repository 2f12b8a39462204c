public import Engine
public import Records
public import SchoolModel
public import Storage

/// Deletes a course with all that hangs on it; by force where students take it or cohorts run it.
public struct DeleteCourse: WriteRequest {
    public var id: ID<Course>
    public var isForced: Bool

    public init(_ id: ID<Course>, isForced: Bool = false) {
        self.id = id
        self.isForced = isForced
    }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        let course = try scope.subject(id)
        if !isForced {
            try scope.requireNone(Enrollment.ByCourseAndStudent.place, Enrollment.table, of: id)
            try scope.requireNone(Cohort.ByCourseAndStart.place, Cohort.table, of: id)
        }
        return try scope.deleteRow(course)
    }
}

extension Snapshot where Self: ~Copyable {
    /// Refuses while the course owns any entry of a kind.
    fileprivate borrowing func requireNone(
        _ place: Place,
        _ table: Table,
        of course: ID<Course>
    ) throws(ServiceError) {
        let count = try count(under: Key(place, owner: course))
        guard count == 0 else { throw .hasDependents(Course.table, by: table, count: count) }
    }
}
