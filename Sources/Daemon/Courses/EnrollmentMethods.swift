internal import Engine
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var enrollmentMethods: [Method<Guest>] {
        [
            enrollmentListByStudent, enrollmentListByCourse, enrollmentGet, enrollmentCheck,
            enrollmentCreate, enrollmentUpdate, enrollmentRemove, enrollmentBulkCreate,
            enrollmentBulkRemove, enrollmentStats,
        ]
    }

    private var enrollmentCheck: Method<Guest> {
        reading(.enrollmentCheck) { guest, parameters, output throws(RPCError) in
            let course = try parameters.name("courseId", of: Course.self)
            let student = try parameters.name("studentId", of: User.self)
            try guest.desk.read { view throws(ServiceError) in
                let query = try EnrollmentCheck(
                    student: student.resolve(in: view),
                    course: course.resolve(in: view)
                )
                try query.write(from: view, to: &output)
                if guest.desk.isTraced { try guest.trace(query, in: view) }
            }
        }
    }

    private var enrollmentCreate: Method<Guest> {
        writing(.enrollmentCreate) { parameters throws(RPCError) in
            let course = try parameters.course()
            let student = try parameters.nameIfPresent("studentId", of: User.self)
            let cohort = try parameters.nameIfPresent("cohortId", of: Cohort.self)
            let status = try parameters.choiceIfPresent("status", of: Enrollment.Status.self)
            return { scope, context throws(ServiceError) in
                let student = try House.student(student.resolve(in: scope), context)
                return try CreateEnrollment(
                    course: course.resolve(in: scope, for: student, context),
                    student: student,
                    cohort: cohort.resolve(in: scope),
                    status: status ?? .active
                ).run(in: &scope, as: context)
            }
        } _: { (outcome: CreateEnrollment.Outcome, output) in
            output.append(row: outcome.enrollment) { fields in
                fields.field("active", outcome.enrollment.status == .active)
                fields.field("reactivated", outcome.isReactivated)
            }
        }
    }

    private var enrollmentUpdate: Method<Guest> {
        writing(.enrollmentUpdate) { parameters throws(RPCError) in
            let named = try parameters.enrollment()
            let patch = try parameters.object("patch", fields: ["status", "active"])
            var status = try patch.choiceIfPresent("status", of: Enrollment.Status.self)
            if patch.has("active") {
                guard status == nil else { throw patch.invalid("active", "conflict") }
                status = try patch.bool("active", default: true) ? .active : .inactive
            }
            guard let status else { throw patch.invalid("status", "missing") }
            let version = try parameters.countIfPresent("ifVersion")
            return { scope, context throws(ServiceError) in
                let (course, student) = try named.resolve(in: scope)
                return try UpdateEnrollment(
                    course: course,
                    student: student,
                    status: status,
                    ifVersion: version
                ).run(in: &scope, as: context).enrollment
            }
        } _: { (enrollment: Enrollment, output) in
            output.append(row: enrollment) { $0.field("active", enrollment.status == .active) }
        }
    }

    private var enrollmentRemove: Method<Guest> {
        writing(.enrollmentRemove) { parameters throws(RPCError) in
            let named = try parameters.enrollment()
            let isHard = try parameters.bool("hard", default: false)
            return { scope, context throws(ServiceError) in
                let (course, student) = try named.resolve(in: scope)
                return try RemoveEnrollment(
                    course: course,
                    student: student,
                    isHard: isHard
                ).run(in: &scope, as: context).enrollment
            }
        } _: { (enrollment: Enrollment, output) in
            output.append(row: enrollment) { $0.field("active", enrollment.status == .active) }
        }
    }
}

/// An enrollment by its id, or by its course and student.
private enum NamedEnrollment: Sendable {
    case row(Named<Enrollment>)
    case pair(Named<Course>, Named<User>)

    func resolve<View: Snapshot & ~Copyable>(
        in view: borrowing View
    ) throws(ServiceError) -> (ID<Course>, ID<User>) {
        switch self {
        case .row(let named):
            let row: Enrollment = try view.required(named.resolve(in: view))
            return (row.courseID, row.studentID)
        case .pair(let course, let student):
            return (try course.resolve(in: view), try student.resolve(in: view))
        }
    }
}

extension Parameters {
    fileprivate func enrollment() throws(RPCError) -> NamedEnrollment {
        let row = try nameIfPresent("id", of: Enrollment.self)
        let course = try nameIfPresent("courseId", of: Course.self)
        let student = try nameIfPresent("studentId", of: User.self)
        if let row {
            guard course == nil, student == nil else { throw invalid("id", "conflict") }
            return .row(row)
        }
        guard let course else { throw invalid("courseId", "missing", hint: "or an id") }
        guard let student else { throw invalid("studentId", "missing", hint: "or an id") }
        return .pair(course, student)
    }
}

extension Guest {
    /// Walks the entry that tells whether a student takes a course.
    fileprivate func trace(
        _ query: EnrollmentCheck,
        in view: borrowing LMDBReader.View
    ) throws(ServiceError) {
        desk.trace?.index = "\(Enrollment.ByCourseAndStudent.name)"
        let range = KeyRange(.courseStudents, owner: query.course.rawValue) {
            $0.append(query.student)
        }
        try range.forEach(in: view, reversed: false) { (_, _, _) throws(ServiceError) in
            desk.trace?.entriesVisited += 1
            return true
        }
    }
}
