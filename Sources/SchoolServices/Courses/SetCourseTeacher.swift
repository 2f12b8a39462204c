public import Engine
public import Records
public import SchoolModel
public import Storage

/// Lets somebody teach a course beside its owner.
public struct AddCourseTeacher: WriteRequest {
    public var course: ID<Course>
    public var user: ID<User>

    public init(_ user: ID<User>, to course: ID<Course>) {
        self.course = course
        self.user = user
    }

    /// Answers the row, which may have been there before.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> CourseTeacher {
        _ = try scope.target(course, of: "courseId")
        _ = try scope.person(user, of: "userId", as: .teacher, .admin)
        var row = CourseTeacher(courseID: course, userID: user)
        try scope.requireRight(toAdd: row)
        if let known = try scope.row(like: row) { return known }
        try scope.insertDerived(&row)
        return row
    }
}

/// Ends that somebody teaches a course.
public struct RemoveCourseTeacher: WriteRequest {
    public var course: ID<Course>
    public var user: ID<User>

    public init(_ user: ID<User>, from course: ID<Course>) {
        self.course = course
        self.user = user
    }

    /// Answers the row as it was.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> CourseTeacher {
        let probe = CourseTeacher(courseID: course, userID: user)
        guard let row = try scope.row(like: probe), try scope.isVisible(row) else {
            throw .notFound(CourseTeacher.table, id: user.rawValue)
        }
        try scope.deleteRow(row)
        return row
    }
}
