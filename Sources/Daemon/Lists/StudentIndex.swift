internal import Engine
internal import LMDB
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Storage

/// A student: the person, and what is known of them as one.
struct Student: JoinedRow {
    let user: User
    let profile: StudentProfile?

    var subject: User { user }

    var isDeleted: Bool { profile?.deletedAt != nil }
}

/// Students, by whatever leads to them.
struct StudentIndex: ListIndex {
    /// What leads to them.
    enum Source {
        /// Profiles by folded name.
        case name
        /// People of the role by id.
        case role
        /// Members of a group who are there.
        case group
        /// Members of a cohort.
        case cohort
        /// Enrollments of a course.
        case course
    }

    let source: Source

    var name: String {
        switch source {
        case .name: "\(StudentProfile.ByOrganizationDeletedAndName.name)"
        case .role: "\(User.ByRole.name)"
        case .group: "\(GroupMembership.table.name)"
        case .cohort: "\(CohortMember.table.name)"
        case .course: "\(Enrollment.ByCourseAndStudent.name)"
        }
    }

    var passesOver: String? { source == .group ? "active" : nil }

    func row(
        key: RawSpan,
        content: RawSpan,
        in view: borrowing LMDBReader.View,
        fetched: inout Int
    ) throws(ServiceError) -> Student? {
        let id: ID<User>?
        do { id = try student(key, content) } catch {
            throw ServiceError(EngineError.damaged(error))
        }
        guard let id else { return nil }
        fetched += 2
        do throws(StoreError) {
            let profile: StudentProfile? = try view.row(id.cast(to: StudentProfile.self))
            return Student(user: try view.existing(id), profile: profile)
        } catch { throw ServiceError(error) }
    }

    private func student(
        _ key: RawSpan,
        _ content: RawSpan
    ) throws(RecordError) -> ID<User>? {
        switch source {
        case .name, .role:
            var reader = ByteReader(content)
            return try ID(from: &reader)
        case .group:
            let membership = try GroupMembership(content: content)
            return membership.isActive ? membership.userID : nil
        case .cohort: return try MemberView(content).studentID
        case .course:
            var reader = KeyReader(key)
            _ = try reader.owner()
            return try ID(reader.id())
        }
    }
}

extension ListFields {
    /// A person as a student.
    mutating func student(_ student: Student) {
        student.user.write(to: &self)
        self.student(student.profile)
    }
}
