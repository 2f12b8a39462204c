public import Collation
public import Engine
public import Records
internal import SchoolModel
public import Storage

/// The school's own verification, beside the store's: what the services keep, the store cannot know.
///
/// Copies equal their originals, counters their rows, every member takes the course, profiles fit roles,
/// registers name members, and folded and sorted forms are what the collator makes today.
public struct SchoolCheck {
    var report = SchoolReport()
    /// The rules that are of interest; nil for all that say that something is wrong.
    let rules: Set<String>?
    /// How many findings, and how many notices, are kept; all are counted.
    let maximum: Int
    let collator: Collator
    /// What statuses and registers are held against, or nil for nothing.
    let today: Day?
    /// The instant of the last row of the trail.
    var lastLogAt = Timestamp(milliseconds: .min)
    /// The lessons of each course that has been met.
    var lessons: [ID<Course>: Set<ID<Lesson>>] = [:]
    /// The students of the group whose registers are being read.
    var members: (group: ID<Group>, students: Set<ID<User>>) = (0, [])

    /// Whose entries rows are among.
    private static let tags: [Tag] = [
        .cohort, .course, .user, .sheets, .group, .lesson, .store, .forumPost, .changes,
    ]

    init(collator: Collator, today: Day?, rules: Set<String>? = nil, keeping maximum: Int = .max) {
        self.collator = collator
        self.today = today
        self.rules = rules
        self.maximum = maximum
    }

    /// Checks every row of a snapshot in one pass.
    ///
    /// With a day for today, also statuses that a sweep has not reached, and registers of the future.
    public static func run<S: Snapshot & ~Copyable>(
        in snapshot: borrowing S,
        collator: Collator,
        today: Day? = nil
    ) throws(StoreError) -> [SchoolFinding] {
        var check = SchoolCheck(collator: collator, today: today)
        return try check.run(in: snapshot) { _ in true }.findings
    }

    /// As `run`, for some rules, those of notices among them if they are named.
    ///
    /// Now and then `goesOn` is told what has been found so far, and may stop it.
    public static func survey<S: Snapshot & ~Copyable>(
        in snapshot: borrowing S,
        collator: Collator,
        today: Day?,
        rules: Set<String>,
        keeping maximum: Int,
        while goesOn: (SchoolReport) -> Bool
    ) throws(StoreError) -> SchoolReport {
        var check = SchoolCheck(collator: collator, today: today, rules: rules, keeping: maximum)
        return try check.run(in: snapshot, while: goesOn)
    }

    private mutating func run<S: Snapshot & ~Copyable>(
        in snapshot: borrowing S,
        while goesOn: (SchoolReport) -> Bool
    ) throws(StoreError) -> SchoolReport {
        do throws(ServiceError) {
            for tag in Self.tags where report.isComplete {
                try visit(tag, in: snapshot, while: goesOn)
            }
        } catch {
            guard case .store(let error) = error else {
                preconditionFailure("reading finds rows or damage")
            }
            throw error
        }
        return report
    }

    mutating func add(
        _ rule: String,
        _ table: Table,
        _ id: UInt64,
        _ detail: String = "",
        _ more: (inout SchoolFinding) -> Void = { _ in }
    ) {
        guard rules?.contains(rule) ?? true else { return }
        var finding = SchoolFinding(rule: rule, entity: "\(table.name)", id: id, detail: detail)
        more(&finding)
        report.add(finding, keeping: maximum)
    }

    /// Notes what need not be wrong, for those who have asked.
    mutating func notice(
        _ isMissing: Bool,
        _ rule: String,
        _ table: Table,
        _ id: UInt64,
        _ detail: String = ""
    ) {
        guard isMissing, let rules, rules.contains(rule) else { return }
        let finding = SchoolFinding(rule: rule, entity: "\(table.name)", id: id, detail: detail)
        report.add(notice: finding, keeping: maximum)
    }

    /// Whether somebody wants to know of a notice, which may cost a look-up.
    func isAsked(_ rule: String) -> Bool { rules?.contains(rule) ?? false }

    mutating func require<E: Entity>(
        _ holds: Bool,
        _ rule: String,
        _ row: E,
        _ detail: @autoclosure () -> String = ""
    ) {
        if !holds { add(rule, E.table, row.id.rawValue, detail()) }
    }
}

// MARK: - Walking

extension SchoolCheck {
    /// Looks at every entry whose key begins with a tag.
    private mutating func visit<S: Snapshot & ~Copyable>(
        _ tag: Tag,
        in snapshot: borrowing S,
        while goesOn: (SchoolReport) -> Bool
    ) throws(ServiceError) {
        let (lower, upper) = ([tag.rawValue], [tag.rawValue + 1])
        var cursor = snapshot.entries(from: lower.rawSpan, below: upper.rawSpan)
        while report.isComplete {
            let entry: Entry?
            do throws(EngineError) { entry = try cursor.next() } catch {
                throw ServiceError(StoreError.engine(error))
            }
            guard let entry else { return }
            report.entries += 1
            if report.entries.isMultiple(of: 1024) { report.isComplete = goesOn(report) }
            // What cannot be read is found by the store's check.
            do throws(ServiceError) {
                let content: RawSpan
                do throws(EngineError) { content = try entry.content } catch {
                    throw ServiceError(StoreError.engine(error))
                }
                try check(tag, entry.key, content, in: snapshot)
            } catch {
                guard case .store(.engine(.damaged)) = error else { throw error }
            }
        }
    }

    private mutating func check<S: Snapshot & ~Copyable>(
        _ tag: Tag,
        _ key: RawSpan,
        _ content: RawSpan,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        switch try Self.place(of: tag, key) {
        case .cohort: try check(row(Cohort.self, key, content), in: snapshot)
        case .cohortMembers: try check(row(CohortMember.self, key, content), in: snapshot)
        case .cohortSchedules: try check(row(CohortSchedule.self, key, content), in: snapshot)
        case .course: check(try row(Course.self, key, content))
        case .user: try check(row(User.self, key, content), in: snapshot)
        case .studentProfile: try check(row(StudentProfile.self, key, content), in: snapshot)
        case .parentLinks: try check(row(ParentLink.self, key, content), in: snapshot)
        case .userEnrollments: try check(row(Enrollment.self, key, content), in: snapshot)
        case .userProgress: try check(row(LessonProgress.self, key, content), in: snapshot)
        case .sheets: try check(row(AttendanceSheet.self, key, content), in: snapshot)
        case .group: check(try row(Group.self, key, content))
        case .groupMembers: try check(row(GroupMembership.self, key, content), in: snapshot)
        case .lesson: try check(row(Lesson.self, key, content), in: snapshot)
        case .program: check(try row(AcademicProgram.self, key, content))
        case .externalRefs: try check(row(ExternalRef.self, key, content), in: snapshot)
        case .activityLog: try check(change: key, in: snapshot)
        case let place: try check(work: place, key, content, in: snapshot)
        }
    }

    /// The rows of what people do, pay and say.
    private mutating func check<S: Snapshot & ~Copyable>(
        work place: Place,
        _ key: RawSpan,
        _ content: RawSpan,
        in snapshot: borrowing S
    ) throws(ServiceError) {
        switch place {
        case .payment: try check(row(Payment.self, key, content), in: snapshot)
        case .codingTopic: check(try row(CodingTopic.self, key, content))
        case .codingSubmission: try check(row(CodingSubmission.self, key, content), in: snapshot)
        case .studentCoding: try check(row(CodingProgress.self, key, content), in: snapshot)
        case .testAssignment: try check(row(TestAssignment.self, key, content), in: snapshot)
        case .testAttempt: try check(row(TestAttempt.self, key, content), in: snapshot)
        case .testResult: check(try row(TestResult.self, key, content))
        case .lessonDiscussion: try check(row(LessonDiscussion.self, key, content), in: snapshot)
        case .forumPost: try check(row(ForumPost.self, key, content), in: snapshot)
        case .forumReply: try check(row(ForumReply.self, key, content), in: snapshot)
        default: break
        }
    }

    /// The section of a key; none where the tag's keys have none.
    private static func place(of tag: Tag, _ key: RawSpan) throws(ServiceError) -> Place {
        var reader = KeyReader(key)
        do throws(RecordError) {
            _ = try reader.byte()
            switch tag.owner {
            case .id: _ = try reader.id()
            case .day: _ = try reader.day()
            case .store: break
            case .sequence: return Place(tag, 0)
            }
            return Place(tag, try reader.byte())
        } catch { throw ServiceError(StoreError.engine(.damaged(error))) }
    }

    private func row<E: Entity>(
        _ type: E.Type,
        _ key: RawSpan,
        _ content: RawSpan
    ) throws(ServiceError) -> E {
        do throws(RecordError) { return try E(key: key, content: content) } catch {
            throw ServiceError(StoreError.engine(.damaged(error)))
        }
    }
}
