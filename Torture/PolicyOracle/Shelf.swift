internal import Engine
internal import LMDB
package import Oracle
internal import Records
package import SchoolModel
package import Storage

/// A small school as nothing but rows in arrays: what the sentences of the policy are read over.
package struct Shelf: Sendable {
    package var organizations: [Organization] = []
    package var programs: [AcademicProgram] = []
    package var users: [User] = []
    package var students: [StudentProfile] = []
    package var parents: [ParentProfile] = []
    package var teachers: [TeacherProfile] = []
    package var links: [ParentLink] = []
    package var applications: [Application] = []
    package var courses: [Course] = []
    package var modules: [Module] = []
    package var lessons: [Lesson] = []
    package var cohorts: [Cohort] = []
    package var members: [CohortMember] = []
    package var enrollments: [Enrollment] = []
    package var schedules: [CohortSchedule] = []
    package var progress: [LessonProgress] = []
    package var groups: [Group] = []
    package var memberships: [GroupMembership] = []
    package var sheets: [AttendanceSheet] = []
    package var refs: [ExternalRef] = []
    package var trail: [ActivityLog] = []

    package init() {}
}

extension Shelf {
    /// Puts all rows into an empty store, as they are.
    package func fill(_ store: SchoolStore) throws(StoreError) {
        try store.write { scope throws(StoreError) in
            try Self.put(organizations, &scope)
            try Self.put(programs, &scope)
            try Self.put(users, &scope)
            try Self.put(students, &scope)
            try Self.put(parents, &scope)
            try Self.put(teachers, &scope)
            try Self.put(links, &scope)
            try Self.put(applications, &scope)
            try Self.put(courses, &scope)
            try Self.put(modules, &scope)
            try Self.put(lessons, &scope)
            try Self.put(cohorts, &scope)
            try Self.put(members, &scope)
            try Self.put(enrollments, &scope)
            try Self.put(schedules, &scope)
            try Self.put(progress, &scope)
            try Self.put(groups, &scope)
            try Self.put(memberships, &scope)
            try Self.put(sheets, &scope)
            try Self.put(refs, &scope)
            try Self.put(trail, &scope)
        }
    }

    private static func put<Row: Entity>(
        _ rows: [Row],
        _ scope: inout Scope
    ) throws(StoreError) {
        for row in rows {
            var row = row
            try scope.insert(&row)
        }
    }
}
