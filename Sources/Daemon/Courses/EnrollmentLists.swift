internal import Collation
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices
internal import Storage

extension House {
    var enrollmentListByStudent: Method<Guest> {
        let house = self
        return listing(.enrollmentListByStudent) {
            guest,
            request,
            parameters,
            output throws(RPCError) in
            let student = try house.student(parameters, guest)
            let status = try parameters.choiceIfPresent("status", of: Enrollment.Status.self)
            if status == nil, guest.takesStraight(request) {
                return try guest.desk.straight(request, leastBytes: 170, to: &output) {
                    view,
                    output throws(ServiceError) in
                    var query = EnrollmentsOfStudent(student: try student.resolve(in: view))
                    query.limit = request.limit + 1
                    let start = output.byteCount
                    try query.write(from: view, to: &output)
                    let isAnswered = output.byteCount - start > 2
                    try view.requireUser(query.student, unlessAnswered: isAnswered)
                } key: { row, _ in
                    KeyRange.suffix { $0.append(id: row.firstNumbers(2)[1]) }
                }
            }
            return try guest.desk.read { view throws(ServiceError) in
                let owner = try guest.owner(student, in: view)
                var plan = ListPlan<Enrollment>(
                    ListWalk(Rows(), KeyRange(.userEnrollments, owner: owner.id.rawValue)),
                    write: writeEnrollment
                )
                plan.filter("status", status) { $0.status == $1 }
                return try plan.write(request, for: guest, in: view, to: &output)
            }
        }
    }

    var enrollmentListByCourse: Method<Guest> {
        let house = self
        return listing(.enrollmentListByCourse, of: Enrolled.self) { parameters throws(RPCError) in
            let course = try parameters.name("courseId", of: Course.self)
            let status = try parameters.choiceIfPresent("status", of: Enrollment.Status.self)
            let sort = try parameters.wordIfPresent("sort", of: ["student", "name"])
            let isDescending = try parameters.isDescending(usual: false)
            return { guest, view throws(ServiceError) in
                let owner = try guest.owner(course, in: view)
                let range = KeyRange(.courseStudents, owner: owner.id.rawValue)
                var plan = ListPlan<Enrolled>(
                    ListWalk(EnrolledByCourse(), range, reversed: isDescending)
                ) { (row, _, fields) throws(ServiceError) in
                    row.enrollment.write(to: &fields)
                    fields.field("active", row.enrollment.status == .active)
                    fields.field("fullName", row.student.fullName)
                    fields.field("email", row.student.email)
                }
                if sort == "name" {
                    plan.sorting = ListSorting { row in
                        house.place(ofName: row.student.fullName.text, row.student.id)
                    }
                }
                plan.filter("status", status) { $0.enrollment.status == $1 }
                return plan
            }
        }
    }

    var enrollmentGet: Method<Guest> {
        getting(.enrollmentGet) { parameters throws(RPCError) in
            let id = try parameters.nameIfPresent("id", of: Enrollment.self)
            let course = try parameters.nameIfPresent("courseId", of: Course.self)
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            guard (id == nil) != (course == nil || student == nil) else {
                throw parameters.invalid(
                    "id",
                    id == nil ? "missing" : "conflict",
                    hint: "an id, or a course and a student"
                )
            }
            return { guest, view, fields throws(ServiceError) in
                var enrollment: Enrollment?
                if let id {
                    enrollment = try view.required(id.resolve(in: view))
                } else if let course = try course.resolve(in: view),
                    let student = try student.resolve(in: view)
                {
                    var key = Key()
                    key.begin(.userEnrollments, owner: student)
                    key.append(course)
                    do throws(StoreError) { enrollment = try view.row(at: key.bytes) } catch {
                        throw ServiceError(error)
                    }
                }
                guard let enrollment, try guest.isVisible(enrollment, in: view) else {
                    throw .notFound(Enrollment.table, id: 0)
                }
                guest.desk.trace?.found("\(Enrollment.table.name)")
                enrollment.write(to: &fields)
                fields.field("active", enrollment.status == .active)
            }
        }
    }

    /// What orders a person by name as readers of the school's language expect.
    func place(ofName name: String, _ id: ID<User>) -> [UInt8] {
        collator.fullSortKey(of: name) + [0] + KeyRange.suffix { $0.append(id) }
    }
}

/// An enrollment with its student.
struct Enrolled: JoinedRow {
    let enrollment: Enrollment
    let student: User

    var subject: Enrollment { enrollment }
}

/// The enrollments of a course with their students, by student.
private struct EnrolledByCourse: ListIndex {
    private let entries = Through(Enrollment.ByCourseAndStudent.self)
    var name: String { entries.name }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> Enrolled? {
        let row = try entries.row(key: key, content: content, in: view, fetched: &fetched)
        guard let row else { return nil }
        fetched += 1
        return Enrolled(enrollment: row, student: try view.required(row.studentID))
    }
}

/// An enrollment with the name of its course.
func writeEnrollment(
    _ row: Enrollment,
    _ view: borrowing LMDBReader.View,
    _ fields: inout ListFields
) throws(ServiceError) {
    fields.field("id", row.id)
    fields.field("courseId", row.courseID)
    if fields.wants("courseName") {
        let course = try fields.fetch(row.courseID, in: view)
        fields.field("courseName", course?.name)
    }
    fields.field("studentId", row.studentID)
    fields.field("cohortId", row.cohortID)
    fields.field("status", row.status)
    fields.field("active", row.status == .active)
    fields.field("enrolledAt", row.enrolledAt)
    fields.field("completedAt", row.completedAt)
    fields.field("progressPercentage", row.progressPercentage)
}
