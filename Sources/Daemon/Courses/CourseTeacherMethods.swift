internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var courseTeacherMethods: [Method<Guest>] {
        [
            naming(.courseTeacherAdd) { AddCourseTeacher($0, to: $1) },
            naming(.courseTeacherRemove) { RemoveCourseTeacher($0, from: $1) },
            courseTeacherList,
        ]
    }

    /// A method that takes a course and one of its teachers.
    private func naming<Request: WriteRequest>(
        _ message: MethodMessage,
        _ make: @escaping @Sendable (ID<User>, ID<Course>) -> Request
    ) -> Method<Guest> where Request.Outcome == CourseTeacher {
        writing(message) { parameters throws(RPCError) in
            let course = try parameters.name("courseId", of: Course.self)
            let user = try parameters.name("userId", of: User.self)
            return { scope, context throws(ServiceError) in
                try make(user.resolve(in: scope), course.resolve(in: scope))
                    .run(in: &scope, as: context)
            }
        } _: { (row: CourseTeacher, output) in
            output.append(row: row)
        }
    }

    private var courseTeacherList: Method<Guest> {
        listing(.courseTeacherList, of: CourseTeacher.self) { parameters throws(RPCError) in
            let course = try parameters.name("courseId", of: Course.self)
            return { guest, view throws(ServiceError) in
                let owner = try guest.owner(course, in: view).id.rawValue
                return ListPlan(Rows<CourseTeacher>(), KeyRange(.courseTeachers, owner: owner))
            }
        }
    }
}
