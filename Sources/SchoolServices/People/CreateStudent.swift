public import Engine
public import Records
public import SchoolModel
public import Storage

/// Adds a student with, in the same transaction, an enrollment and a parent.
public struct CreateStudent: WriteRequest {
    public var draft: UserDraft
    public var course: ID<Course>?
    public var parent: Parent?
    /// What the parent is to the student.
    public var relation: String?

    /// Whose child the student is.
    public enum Parent: Equatable, Sendable {
        /// Somebody who is known.
        case known(ID<User>)
        /// Somebody new, or whoever has the address already.
        case new(UserDraft)
    }

    /// What was written.
    public struct Outcome: Equatable, Sendable {
        public var student: CreateUser.Outcome
        public var enrollment: Enrollment?
        public var link: ParentLink?
        /// Whether the parent was not known before.
        public var isNewParent = false
    }

    public init(
        _ draft: UserDraft,
        course: ID<Course>? = nil,
        parent: Parent? = nil,
        relation: String? = nil
    ) {
        self.draft = draft
        self.course = course
        self.parent = parent
        self.relation = relation
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        guard draft.role == .student else {
            throw .roleMismatch(role: "\(draft.role.name)", expected: "student")
        }
        let student = try CreateUser(draft).run(in: &scope, as: context)
        var outcome = Outcome(student: student, enrollment: nil, link: nil)
        if let course {
            let create = CreateEnrollment(course: course, student: student.user.id)
            outcome.enrollment = try create.run(in: &scope, as: context).enrollment
        }
        if let parent {
            let (id, isNew) = try self.id(of: parent, beside: student.user, &scope, context)
            let link = LinkParent(parent: id, student: student.user.id, relation: relation)
            outcome.link = try link.run(in: &scope, as: context)
            outcome.isNewParent = isNew
        }
        return outcome
    }

    private func id<T: WriteTransaction & ~Copyable>(
        of parent: Parent,
        beside student: User,
        _ scope: inout WriteScope<T>,
        _ context: Context
    ) throws(ServiceError) -> (ID<User>, isNew: Bool) {
        switch parent {
        case .known(let id): return (id, false)
        case .new(var draft):
            if let known = try scope.user(email: draft.email, context) {
                guard try scope.isVisible(known) else {
                    throw .unique(User.table, constraint: "user.email", existing: 0)
                }
                return (known.id, false)
            }
            draft.organizationID = draft.organizationID ?? student.organizationID
            return (try CreateUser(draft).run(in: &scope, as: context).user.id, true)
        }
    }
}
