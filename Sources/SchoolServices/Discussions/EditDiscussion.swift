public import Engine
public import Records
public import SchoolModel
public import Storage

/// Changes what was said, or whether it is pinned.
public struct EditDiscussion: WriteRequest {
    public var id: ID<LessonDiscussion>
    public var ifVersion: Int?
    public var content: String?
    public var isPinned: Bool?

    public init(
        _ id: ID<LessonDiscussion>,
        ifVersion: Int? = nil,
        content: String? = nil,
        isPinned: Bool? = nil
    ) {
        self.id = id
        self.ifVersion = ifVersion
        self.content = content
        self.isPinned = isPinned
    }

    /// Answers the row.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> LessonDiscussion {
        let old = try scope.subject(id, ifVersion: ifVersion)
        var row = old
        if let content {
            try LessonDiscussion.table.check(content: content)
            row.content = content
        }
        if let isPinned { row.isPinned = isPinned }
        try scope.updateRow(old, to: &row)
        return row
    }
}

/// Deletes what was said, and everything that answers it.
public struct DeleteDiscussion: WriteRequest {
    public var id: ID<LessonDiscussion>

    public init(_ id: ID<LessonDiscussion>) { self.id = id }

    /// Answers how many rows of each table went.
    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> [Table: Int] {
        let post = try scope.subject(id)
        var tally = PostTally()
        try scope.tally(post, into: &tally)
        try scope.uncount(tally)
        return try scope.deleteRow(post)
    }
}
