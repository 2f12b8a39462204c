import Collation
import Records
import SchoolModel
import Storage
import Testing

@testable import SchoolServices

// Rows made by requests, with every field defaulted.
extension SchoolFixture {
    @discardableResult
    func user(
        _ name: String? = nil,
        email: String? = nil,
        role: User.Role = .student,
        edit: (inout UserDraft) -> Void = { _ in }
    ) throws -> User {
        let number = next()
        var draft = UserDraft(
            email: email ?? "person\(number)@school.az",
            fullName: name ?? "Person \(number)",
            role: role
        )
        edit(&draft)
        return try run(CreateUser(draft)).user
    }

    func users(_ count: Int) throws -> [User] { try (0..<count).map { _ in try user() } }

    func organization(parent: ID<Organization>? = nil) throws -> Organization {
        let number = next()
        var draft = OrganizationDraft(name: "School \(number)", slug: "school-\(number)")
        draft.parentID = parent
        return try run(CreateOrganization(draft))
    }

    func course(
        _ name: String? = nil,
        modules: Int = 0,
        lessonsEach: Int = 0,
        edit: (inout CourseDraft) -> Void = { _ in }
    ) throws -> Course {
        var draft = CourseDraft(name: name ?? "Course \(next())")
        draft.isPublished = true
        edit(&draft)
        let course = try run(CreateCourse(draft))
        for number in 0..<modules {
            let module = try run(CreateModule(in: course.id, ModuleDraft(title: "M\(number)")))
            for lesson in 0..<lessonsEach {
                try run(CreateLesson(in: module.id, LessonDraft(title: "L\(number).\(lesson)")))
            }
        }
        return course
    }

    /// The modules and lessons of a course in their order.
    func tree(of course: Course) throws(ServiceError) -> [(module: Module, lessons: [Lesson])] {
        try read { view throws(ServiceError) in
            var tree: [(Module, [Lesson])] = []
            for module in try view.modules(of: course.id) {
                tree.append((module, try view.lessons(of: module.id)))
            }
            return tree
        }
    }

    func cohort(
        of course: Course? = nil,
        seats: Int? = 50,
        startsIn days: Int = -10,
        endsIn end: Int? = nil,
        edit: (inout CohortDraft) -> Void = { _ in }
    ) throws -> Cohort {
        let course = try course ?? self.course()
        var draft = CohortDraft(
            course: course.id,
            name: "Cohort \(next())",
            startDate: today.advanced(by: days)
        )
        draft.endDate = end.map { today.advanced(by: $0) }
        draft.maxStudents = seats
        edit(&draft)
        return try run(CreateCohort(draft)).cohort
    }

    @discardableResult
    func enroll(_ student: User, in cohort: Cohort) throws -> EnrollInCohort.Outcome {
        try run(EnrollInCohort(cohort: cohort.id, student: student.id))
    }

    func member(_ student: User, of cohort: Cohort) throws -> CohortMember? {
        try read { view throws(ServiceError) in
            try view.member(of: cohort.id, student: student.id)
        }
    }

    func enrollment(_ student: User, in course: ID<Course>?) throws -> Enrollment? {
        guard let course else { return nil }
        return try read { view throws(ServiceError) in
            try view.enrollment(of: student.id, in: course)
        }
    }

    func seats(_ cohort: Cohort) throws -> Int {
        try read { view throws(ServiceError) in try view.counters(of: cohort.id).seats }
    }

    func group(
        _ name: String? = nil,
        students: [User] = [],
        edit: (inout GroupDraft) -> Void = { _ in }
    ) throws -> Group {
        var draft = GroupDraft(name: name ?? "Group \(next())")
        edit(&draft)
        let group = try run(CreateGroup(draft))
        // Marks of a month ago are of somebody who was there.
        let since = Timestamp(startOf: today.advanced(by: -365))
        try run(AddStudents(to: group.id, students.map(\.id), enrolledAt: since))
        return group
    }

    func membership(
        _ user: User,
        of group: Group,
        as role: GroupMembership.Role = .student
    ) throws -> GroupMembership? {
        try read { view throws(ServiceError) in
            try view.membership(of: user.id, in: group.id, as: role)
        }
    }

    func sheet(of group: Group, on day: Day) throws -> AttendanceSheet? {
        try read { view throws(ServiceError) in try view.sheet(of: group.id, on: day) }
    }
}
