package import Records
package import SchoolModel

/// The policy once more, as plain sentences over rows in arrays: slow, and sharing nothing with the judge.
package struct Sentences {
    let school: Shelf
    let me: User
    let today: Day
    /// Whether authors may pin what they have said about lessons.
    package var authorsPin = false
    /// Whether teachers have to do with the payments of their own groups alone.
    package var confinesPayments = false

    /// What one person may do.
    package init(of me: User, in school: Shelf, on today: Day) {
        self.me = me
        self.school = school
        self.today = today
    }

    /// How much somebody sees.
    package enum Sight { case nothing, part, all }

    var isAdmin: Bool { me.role == .admin }
    var isTeacher: Bool { me.role == .teacher }
    var isStudent: Bool { me.role == .student }
    var isParent: Bool { me.role == .parent }

    /// The same for an admin of my organisation.
    var asAdmin: Sentences {
        var admin = me
        admin.role = .admin
        return Sentences(of: admin, in: school, on: today)
    }

    // MARK: - Words that the sentences use

    /// Nobody sees beyond their own organisation, and whoever has none sees nothing.
    func isHome(_ organization: ID<Organization>?) -> Bool {
        me.organizationID != nil && me.organizationID == organization
    }

    func person(_ id: ID<User>) -> User? { school.users.first { $0.id == id } }
    func course(_ id: ID<Course>?) -> Course? { school.courses.first { $0.id == id } }
    func cohort(_ id: ID<Cohort>?) -> Cohort? { school.cohorts.first { $0.id == id } }
    func group(_ id: ID<Group>?) -> Group? { school.groups.first { $0.id == id } }

    /// My children, but for those who are deleted.
    var children: Set<ID<User>> {
        let deleted = Set(school.students.filter { $0.deletedAt != nil }.map(\.id.rawValue))
        let mine = school.links.filter { $0.parentID == me.id }.map(\.studentID)
        return Set(mine.filter { !deleted.contains($0.rawValue) })
    }

    /// Whether I made a course, or teach it beside whoever did.
    func isMine(_ course: Course) -> Bool {
        course.createdBy == me.id
            || school.courseTeachers.contains { $0.courseID == course.id && $0.userID == me.id }
    }

    /// The courses that I made or teach.
    var myCourses: Set<ID<Course>> { Set(school.courses.filter(isMine).map(\.id)) }

    /// The cohorts of my courses, and the classes whose tutor I am.
    var myCohorts: Set<ID<Cohort>> {
        Set(
            school.cohorts.filter { cohort in
                switch cohort.kind {
                case .class: cohort.tutorID == me.id
                case .course: cohort.courseID.map { myCourses.contains($0) } ?? false
                }
            }.map(\.id)
        )
    }

    /// The groups that I lead or am an active teacher of.
    var myGroups: Set<ID<Group>> {
        let led = school.groups.filter { $0.teacherID == me.id }.map(\.id)
        let taught = school.memberships.filter {
            $0.userID == me.id && $0.role == .teacher && $0.status == .active && $0.leftAt == nil
        }.map(\.groupID)
        return Set(led + taught)
    }

    /// Whoever is or was in one of my groups, courses or classes that belong to my organisation.
    var myStudents: Set<ID<User>> {
        var found: Set<ID<User>> = []
        for row in school.memberships where row.role == .student && myGroups.contains(row.groupID) {
            if isHome(group(row.groupID)?.organizationID) { found.insert(row.userID) }
        }
        for row in school.enrollments where myCourses.contains(row.courseID) {
            if isHome(course(row.courseID)?.organizationID) { found.insert(row.studentID) }
        }
        for row in school.members {
            guard let cohort = cohort(row.cohortID), cohort.kind == .class else { continue }
            if cohort.tutorID == me.id, isHome(cohort.organizationID) {
                found.insert(row.studentID)
            }
        }
        return found
    }

    /// The groups that one of these people is actively a student of.
    func groups(of people: Set<ID<User>>) -> Set<ID<Group>> {
        Set(
            school.memberships.filter {
                people.contains($0.userID) && $0.role == .student && $0.status == .active
                    && $0.leftAt == nil
            }.map(\.groupID)
        )
    }

    /// The cohorts that one of these people is in, and has not been dropped from.
    func cohorts(of people: Set<ID<User>>) -> Set<ID<Cohort>> {
        Set(
            school.members.filter { people.contains($0.studentID) && $0.status != .dropped }
                .map(\.cohortID)
        )
    }

    /// What the dates make of a cohort, unless it was put away.
    func takesStudents(_ cohort: Cohort) -> Bool {
        if cohort.status == .archived { return false }
        guard let start = cohort.startDate else {
            return cohort.status == .upcoming || cohort.status == .active
        }
        if today < start { return true }
        guard let end = cohort.endDate else { return true }
        return today <= end
    }

    /// Whether a student may walk into a cohort.
    func isOpen(_ cohort: Cohort) -> Bool {
        takesStudents(cohort) && course(cohort.courseID)?.isPublished == true
    }

    /// Only these fields may differ between two rows; what `level` makes equal are those.
    func differ<Row: Equatable>(_ old: Row, _ new: Row, _ level: (inout Row, Row) -> Void) -> Bool {
        var leveled = new
        level(&leveled, old)
        return leveled != old
    }
}
