internal import Collation
internal import Oracle
internal import Records
internal import SchoolModel

extension Shelf {
    /// The same school to one person: every row that the person cannot see is another one, but for what
    /// counts elsewhere: ids, unique keys, and what makes other rows seen or counted.
    package func disguised(from mine: Sentences) -> Shelf {
        var other = self
        other.disguisePeople(from: mine)
        other.disguiseLearning(from: mine)
        other.disguiseGroups(from: mine)
        other.disguiseWork(from: mine)
        other.disguiseTalks(from: mine)
        return other
    }

    static func change<Row>(
        _ rows: inout [Row],
        unless isSeen: (Row) -> Bool,
        _ edit: (inout Row) -> Void
    ) {
        for index in rows.indices where !isSeen(rows[index]) { edit(&rows[index]) }
    }

    private mutating func disguisePeople(from mine: Sentences) {
        Self.change(&organizations, unless: { mine.sees($0) != .nothing }) {
            $0.name = "hidden"
            $0.timezone = "hidden"
        }
        Self.change(&programs, unless: { mine.sees($0) != .nothing }) { $0.name = "hidden" }
        Self.change(&users, unless: { mine.sees($0) == .all }) {
            // Of some the name is seen.
            $0.phone = "hidden"
            $0.metadata = JSONText(trusted: "{\"hidden\":true}")
        }
        // Whoever sees a cohort or a group sees who leads it.
        let leaders =
            cohorts.filter { mine.sees($0) == .all }.compactMap(\.tutorID)
            + groups.filter { mine.sees($0) == .all }.compactMap(\.teacherID)
            + courses.filter { mine.sees($0) == .all }.compactMap(\.createdBy)
        Self.change(&users, unless: { mine.sees($0) != .nothing || leaders.contains($0.id) }) {
            $0.fullName = Names.collator.collated("Hidden \($0.id)")
            $0.foldedName = "hidden"
            $0.firstName = "hidden"
            $0.isActive.toggle()
        }
        Self.change(&students, unless: { mine.sees($0) != .nothing }) {
            $0.grade = "hidden"
            $0.notes = "hidden"
            $0.balance = Money(hundredths: 1)
        }
        Self.change(&teachers, unless: { mine.sees($0) != .nothing }) { $0.displayTitle = "hidden" }
        Self.change(&links, unless: { mine.sees($0) != .nothing }) { $0.relation = "hidden" }
        Self.change(&applications, unless: { mine.sees($0) != .nothing }) {
            $0.status = $0.status == .pending ? .approved : .pending
            $0.name = "hidden"
            $0.decisionNote = "hidden"
        }
    }

    private mutating func disguiseLearning(from mine: Sentences) {
        Self.change(&courses, unless: { mine.sees($0) != .nothing }) {
            $0.description = "hidden"
            $0.defaultDurationWeeks = 99
        }
        // A schedule that is seen has a copy of the title.
        let scheduled = Set(schedules.filter { mine.sees($0) != .nothing }.map(\.moduleID))
        Self.change(&modules, unless: { mine.sees($0) != .nothing || scheduled.contains($0.id) }) {
            $0.title = "hidden"
        }
        Self.change(&lessons, unless: { mine.sees($0) != .nothing }) {
            $0.title = "hidden"
            $0.durationMinutes = 99
        }
        Self.change(&cohorts, unless: { mine.sees($0) != .nothing }) {
            $0.language = "hidden"
            $0.educationLevel = "hidden"
            $0.maxStudents = 99
        }
        // Statuses take seats, which everybody may count; and they make mates.
        Self.change(&members, unless: { mine.sees($0) != .nothing }) {
            $0.completedLessons = 99
            $0.email = "hidden"
            $0.fullName = Names.collator.collated("Hidden \($0.id)")
        }
        Self.change(&enrollments, unless: { mine.sees($0) != .nothing }) {
            $0.status = $0.status == .active ? .paused : .active
            $0.progressPercentage = 99
        }
        Self.change(&schedules, unless: { mine.sees($0) != .nothing }) {
            $0.unlockDate = $0.unlockDate.advanced(by: 1)
            $0.note = "hidden"
        }
        Self.change(&progress, unless: { mine.sees($0) != .nothing }) {
            $0.timeSpentSeconds = 99
            $0.watchCount = 99
        }
    }

    private mutating func disguiseGroups(from mine: Sentences) {
        Self.change(&groups, unless: { mine.sees($0) != .nothing }) {
            $0.name = Names.collator.folded("hidden")
            $0.code = "hidden"
            $0.isActive.toggle()
        }
        Self.change(&memberships, unless: { mine.sees($0) != .nothing || $0.userID == mine.me.id })
        {
            $0.enrolledAt = Timestamp(startOf: Shelf.today)
        }
        for sheet in sheets.indices {
            let group = sheets[sheet].groupID
            for mark in sheets[sheet].marks.indices
            where !mine.sees(markOf: sheets[sheet].marks[mark].studentID, in: group) {
                sheets[sheet].marks[mark].status = .absent
                sheets[sheet].marks[mark].note = "hidden"
            }
        }
        Self.change(&trail, unless: { mine.sees($0) != .nothing }) { $0.action = "hidden" }
    }
}
