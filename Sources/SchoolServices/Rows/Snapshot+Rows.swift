internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension Snapshot where Self: ~Copyable {
    /// The row that a request is about, not soft-deleted.
    borrowing func open<E: Entity>(_ id: ID<E>) throws(ServiceError) -> E {
        let row = try subject(id)
        if row.isDeleted { throw .deleted(E.table, id: id.rawValue) }
        return row
    }

    /// A row that a field names, not soft-deleted.
    borrowing func openTarget<E: Entity>(
        _ id: ID<E>,
        of field: StaticString
    ) throws(ServiceError) -> E {
        let row = try target(id, of: field)
        if row.isDeleted { throw .deleted(E.table, id: id.rawValue) }
        return row
    }

    /// Whose a row is that names a group or a student: the group's, else the student's.
    borrowing func organization(
        ofGroup group: ID<Group>?,
        orStudent student: ID<User>?
    ) throws(ServiceError) -> ID<Organization>? {
        if let group, let found = try found(group) { return found.organizationID }
        guard let student else { return nil }
        return try found(student)?.organizationID
    }

    /// The row with a natural key, or nil.
    borrowing func row<E: Entity>(like probe: E) throws(ServiceError) -> E? {
        var key = KeyBuffer()
        E.writeKey(of: probe, to: &key)
        return try stored { () throws(StoreError) in try row(E.self, at: key.bytes) }
    }

    /// Whether somebody teaches a course: its owner, or one of its other teachers.
    borrowing func isTeacher(_ user: ID<User>, of course: ID<Course>) throws(ServiceError) -> Bool {
        if try found(course)?.createdBy == user { return true }
        return try row(like: CourseTeacher(courseID: course, userID: user)) != nil
    }
}

extension Table {
    /// Refuses a number outside a range.
    func check(
        _ number: Int?,
        _ field: StaticString,
        in range: ClosedRange<Int>
    ) throws(ServiceError) {
        guard let number else { return }
        try require(range.contains(number), field, "range \(range)")
    }
}
