internal import Engine
internal import Records
internal import SchoolModel
internal import Storage

extension SchoolMigrations {
    /// The tables for tests, coding, payments, discussions and forums.
    static func tablesOfWork<T: WriteTransaction & ~Copyable>() -> Migration<T> {
        Migration(
            number: 2,
            name: "tables of work",
            description: "tables 23 to 43: tests, coding, payments, discussions and forums",
            up: { _ throws(StoreError) in
                // New tables hold nothing, and no row that exists has changed its form.
            },
            down: { scope throws(StoreError) in try scope.deleteWork() }
        )
    }
}

extension WriteScope where Transaction: ~Copyable {
    /// Empties the tables of migration 2, those first that name others.
    fileprivate mutating func deleteWork() throws(StoreError) {
        try deleteAll(ForumReply.self)
        try deleteAll(ForumPost.self)
        try deleteAll(LessonDiscussion.self)
        try deleteAll(TestResult.self)
        try deleteAll(TestAttempt.self)
        try deleteAll(TestAssignment.self)
        try deleteAll(TestAnswerKey.self)
        try deleteAll(GroupTestSeries.self)
        try deleteAll(TestSeriesItem.self)
        try deleteAll(SchoolTest.self)
        try deleteAll(TestSeries.self)
        try deleteAll(CodingProgress.self)
        try deleteAll(CodingSubmission.self)
        try deleteAll(CodingTestCase.self)
        try deleteAll(CodingTask.self)
        try deleteAll(CodingTopic.self)
        try deleteAll(BalanceEntry.self)
        try deleteAll(Payment.self)
        try deleteAll(LessonHeld.self)
        try deleteAll(LegacyGroupMember.self)
        try deleteAll(CourseTeacher.self)
        // What was counted of them goes too.
        try editAll(CohortMember.self) { ($0.discussionPosts, $0.forumPosts) = (0, 0) }
        try editAll(StudentProfile.self) { $0.balance = .missing }
    }

    private mutating func deleteAll<E: Entity>(_ type: E.Type) throws(StoreError) {
        guard counters[E.table].rows > 0 else { return }
        for key in try keys(of: E.self) {
            if let row: E = try row(at: key.rawSpan) { try delete(row) }
        }
    }

    private mutating func editAll<E: Entity>(
        _ type: E.Type,
        _ edit: (inout E) -> Void
    ) throws(StoreError) {
        for key in try keys(of: E.self) {
            guard let old: E = try row(at: key.rawSpan) else { continue }
            var row = old
            edit(&row)
            try update(old, to: &row)
        }
    }

    /// The keys of all rows of a table.
    private borrowing func keys<E: Entity>(of type: E.Type) throws(StoreError) -> [[UInt8]] {
        var keys: [[UInt8]] = []
        let (lower, upper) = ([E.place.tag.rawValue], [E.place.tag.rawValue + 1])
        try forEachEntry(from: lower.rawSpan, below: upper.rawSpan) {
            (key, _) throws(StoreError) -> Bool in
            do throws(RecordError) {
                var reader = KeyReader(key)
                _ = try reader.byte()
                if E.place.tag.owner == .id { _ = try reader.id() }
                if try reader.byte() == E.place.section { keys.append([UInt8](copying: key)) }
            } catch { throw .engine(.damaged(error)) }
            return true
        }
        return keys
    }
}
