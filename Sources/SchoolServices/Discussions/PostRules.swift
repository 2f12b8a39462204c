internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// Who speaks: the one who is named, else who makes the request.
    borrowing func author(_ user: ID<User>?, by context: Context) throws(ServiceError) -> User {
        guard let id = user ?? context.performer else {
            throw .invalidParams(path: "userId", reason: "missing")
        }
        let user = try target(id, of: "userId")
        try requireNotDeleted(user)
        return user
    }

    /// The course of a cohort in which people can speak: not a class, which has no lessons.
    borrowing func courseToDiscuss(
        in cohort: ID<Cohort>,
        _ table: Table
    ) throws(ServiceError) -> ID<Course> {
        let cohort = try target(cohort, of: "cohortId")
        guard cohort.kind == .course, let course = cohort.courseID else {
            throw .checkFailed(table, field: "cohortId", rule: "kindCourse")
        }
        return course
    }
}

extension Table {
    /// Refuses an empty post, and one that is too long.
    func check(content: String) throws(ServiceError) {
        try check(content, "content", 1...10_000)
        try require(!content.trimmed.isEmpty, "content", "blank")
    }
}
