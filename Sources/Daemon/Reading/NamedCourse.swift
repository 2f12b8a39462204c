internal import Engine
internal import JSONRPC
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// A course as scripts name it: by its id, or by what it is called.
enum NamedCourse: Sendable {
    case row(Named<Course>)
    case name(String)

    /// The id; a name must be that of a course of the organisation, which the caller sees.
    func resolve<T: WriteTransaction & ~Copyable>(
        in scope: borrowing WriteScope<T>,
        of organization: ID<Organization>?,
        _ context: Context
    ) throws(ServiceError) -> ID<Course> {
        switch self {
        case .row(let named): return try named.resolve(in: scope)
        case .name(let name):
            for owner in [organization, nil] {
                if let course = try scope.course(named: name, in: owner, context),
                    try scope.isVisible(course)
                {
                    return course.id
                }
            }
            let names = try scope.courseNames(of: organization)
            throw .nameUnknown(Course.table, nearest: Nearest.name(to: name, among: names))
        }
    }
}

extension NamedCourse {
    /// The id; a name must be that of a course of the student's organisation.
    func resolve<T: WriteTransaction & ~Copyable>(
        in scope: borrowing WriteScope<T>,
        for student: ID<User>,
        _ context: Context
    ) throws(ServiceError) -> ID<Course> {
        if case .row(let named) = self { return try named.resolve(in: scope) }
        let user: User = try scope.required(student)
        return try resolve(in: scope, of: user.organizationID, context)
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// What the courses of an organisation are called that the caller sees.
    fileprivate borrowing func courseNames(
        of organization: ID<Organization>?
    ) throws(ServiceError) -> [String] {
        var prefix = Key()
        prefix.begin(Course.ByOrganizationAndName.place, owner: organization)
        var names: [String] = []
        try forEachRow(through: Course.ByOrganizationAndName.self, under: prefix.bytes) {
            (course: Course) throws(ServiceError) -> Bool in
            if try isVisible(course) { names.append(course.name.text) }
            return true
        }
        return names
    }
}

extension Parameters {
    /// `courseId` or `courseName`; nil where neither is given.
    func courseIfPresent() throws(RPCError) -> NamedCourse? {
        let row = try nameIfPresent("courseId", of: Course.self)
        guard let name = try stringIfPresent("courseName") else { return row.map { .row($0) } }
        guard row == nil else { throw invalid("courseName", "conflict", hint: "or courseId") }
        return .name(name)
    }

    /// `courseId` or `courseName`.
    func course() throws(RPCError) -> NamedCourse {
        guard let course = try courseIfPresent() else {
            throw invalid("courseId", "missing", hint: "or courseName")
        }
        return course
    }
}
