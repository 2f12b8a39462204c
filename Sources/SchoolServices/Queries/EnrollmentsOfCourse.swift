public import Engine
public import Records
public import SchoolModel
internal import Storage

/// `enrollment/listByCourse`: who takes a course, with names and addresses; by student.
public struct EnrollmentsOfCourse: Query {
    public var course: ID<Course>
    /// Only enrollments with this status; nil for all.
    public var status: Enrollment.Status?

    public init(course: ID<Course>, status: Enrollment.Status? = nil) {
        self.course = course
        self.status = status
    }

    /// Writes an array of whole rows.
    public func write<View: Snapshot & ~Copyable>(
        from snapshot: borrowing View,
        to output: inout OutputBuffer
    ) throws(ServiceError) {
        let prefix = Key(.courseStudents, owner: course.rawValue)
        output.beginArray()
        try snapshot.forEachRow(through: Enrollment.ByCourseAndStudent.self, under: prefix.bytes) {
            (row) throws(ServiceError) in
            guard status == nil || row.status == status else { return true }
            let student: User = try stored { () throws(StoreError) in
                try snapshot.existing(row.studentID)
            }
            output.append(row) { fields in
                fields.field("active", row.status == .active)
                fields.field("fullName", student.fullName)
                fields.field("email", student.email)
            }
            return true
        }
        output.endArray()
    }
}
