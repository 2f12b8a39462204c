public import Engine
public import Records
public import SchoolModel
public import Storage

/// Moves a student from one group to another.
public struct MoveStudent: WriteRequest {
    public var student: ID<User>
    public var origin: ID<Group>
    public var destination: ID<Group>
    /// What the trail says beside the fact.
    public var metadata: JSONText

    /// What is stored now.
    public struct Outcome: Equatable, Sendable {
        public var origin: GroupMembership
        public var destination: GroupMembership
    }

    public init(
        _ student: ID<User>,
        from origin: ID<Group>,
        to destination: ID<Group>,
        metadata: JSONText = .empty
    ) {
        self.student = student
        self.origin = origin
        self.destination = destination
        self.metadata = metadata
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        try ActivityLog.table.check(metadata)
        try GroupMembership.table.require(origin != destination, "destination", "another")
        let origin = try scope.openGroup(origin)
        let destination = try scope.openGroup(destination)
        let known = try scope.knownMembership(of: student, in: origin.id, as: .student)
        let user = try scope.person(student, for: .student)
        let left = try scope.leave(known, as: .withdrawn)
        let joined = try scope.join(user, destination, as: .student)
        let leaving = metadata.adding("movedTo", "\(destination.id)")
        try scope.log(ActivityLog(.studentRemoved, left, by: context, leaving))
        try scope.log(
            ActivityLog(
                joined.isReactivated ? .studentUpdated : .studentAdded,
                joined.membership,
                by: context,
                metadata.adding("movedFrom", "\(origin.id)")
            )
        )
        return Outcome(origin: left, destination: joined.membership)
    }
}
