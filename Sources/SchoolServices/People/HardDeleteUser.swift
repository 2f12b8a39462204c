public import Engine
public import Records
public import SchoolModel
public import Storage

/// Deletes a person for good, or takes away all that names the person.
public struct HardDeleteUser: WriteRequest {
    public var id: ID<User>
    public var mode: Mode
    /// Whether parents go too who have no other child.
    public var deletesOrphans: Bool

    /// What happens to a student's history.
    public enum Mode: Sendable {
        /// A student with marks, payments or attempts is refused.
        case auto
        /// Name, address and links go, the history stays.
        case anonymize
        /// The history goes too.
        case purge
    }

    /// What was done.
    public struct Outcome: Equatable, Sendable {
        /// How many rows of each table went.
        public var counts: [Table: Int]
        /// How many marks were taken off registers.
        public var marks: Int
        /// The person that is left of an anonymised one.
        public var user: User?
        /// Parents who have no child any more.
        public var orphans: [ID<User>]
    }

    public init(_ id: ID<User>, mode: Mode = .auto, deletesOrphans: Bool = false) {
        self.id = id
        self.mode = mode
        self.deletesOrphans = deletesOrphans
    }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        let user = try scope.subject(id)
        if mode == .auto, try scope.hasHistory(of: id) {
            throw .hasHistory(User.table, id: id.rawValue)
        }
        let orphans = try scope.parentsOfOnlyChild(id)
        var outcome = Outcome(counts: [:], marks: 0, user: nil, orphans: orphans)
        if mode == .anonymize {
            outcome.counts = try scope.removeNames(of: user)
            outcome.user = try scope.anonymize(user, by: context)
        } else {
            outcome.marks = try scope.removeMarks(of: id)
            try scope.uncountPosts(under: user)
            outcome.counts = try scope.deleteRow(user)
        }
        guard deletesOrphans else { return outcome }
        for orphan in orphans {
            let parent = try scope.subject(orphan)
            try scope.uncountPosts(under: parent)
            let counts = try scope.deleteRow(parent)
            outcome.counts.merge(counts, uniquingKeysWith: +)
        }
        return outcome
    }
}
