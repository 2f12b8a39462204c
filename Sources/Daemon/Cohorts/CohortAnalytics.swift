internal import Collation
internal import JSONRPC
internal import LMDB
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import SchoolServices

extension House {
    var cohortAnalytics: Method<Guest> {
        let house = self
        return getting(.cohortAnalytics) { parameters throws(RPCError) in
            let cohort = try parameters.name("cohortId", of: Cohort.self)
            let days = try parameters.countIfPresent("days", in: 1...366) ?? 30
            return { guest, view, fields throws(ServiceError) in
                let cohort = try guest.owner(cohort, in: view)
                let lessons = try house.lessonCount(of: cohort.courseID, in: view)
                let analysis = Analysis(house.clock.now, days: days, lessons: lessons)
                let members = KeyRange(.cohortMembers, owner: cohort.id.rawValue)
                _ = try ListPlan(Rows<CohortMember>(), members)
                    .forEach(for: guest, in: view) { analysis.add($0) }
                let progress = KeyRange(.cohortProgress, owner: cohort.id.rawValue)
                _ = try ListPlan(Through(LessonProgress.ByCohortUserAndLesson.self), progress)
                    .forEach(for: guest, in: view) { analysis.add($0) }
                fields.field("cohortId", cohort.id)
                analysis.write(to: &fields)
            }
        }
    }
}

/// Sums over the members of a cohort, and what they have done day by day.
private final class Analysis {
    /// Who has done less than so much of the course falls behind.
    private static let leastPercentage = 20
    /// Who has not been there for longer falls behind too.
    private static let longestIdleDays = 7
    private static let leaders = 10

    private let now: Timestamp
    private let days: ClosedRange<Day>
    private let lessons: Int64
    private var members: [CohortMember] = []
    private var seconds: Int64 = 0
    private var completions: [Day: [ID<User>]] = [:]

    init(_ now: Timestamp, days: Int, lessons: Int64) {
        self.now = now
        self.days = now.day.advanced(by: 1 - days)...now.day
        self.lessons = lessons
    }

    func add(_ member: CohortMember) { members.append(member) }

    func add(_ progress: LessonProgress) {
        seconds += Int64(progress.timeSpentSeconds)
        guard progress.completed, let day = progress.completedAt?.day, days.contains(day) else {
            return
        }
        completions[day, default: []].append(progress.userID)
    }

    func write(to fields: inout ListFields) {
        fields.field("from", days.lowerBound)
        fields.field("to", days.upperBound)
        fields.field("totals", totals)
        fields.field("averages", averages)
        fields.field(
            "struggling",
            JSONText(items: struggling) { item, fields in
                fields.standing(item.member, lessons: self.lessons)
                fields.field("reasons", JSONText(values: item.reasons))
            }
        )
        fields.field(
            "leaderboard",
            JSONText(items: leaderboard) { $1.standing($0, lessons: self.lessons) }
        )
        let all = Array(0...days.lowerBound.days(until: days.upperBound))
        fields.field(
            "series",
            JSONText(items: all) { number, fields in
                let day = self.days.lowerBound.advanced(by: number)
                let students = self.completions[day] ?? []
                fields.field("date", day)
                fields.field("completedLessons", students.count)
                fields.field("students", Set(students).count)
            }
        )
    }

    // MARK: - Sums

    /// Those who have not left.
    private var kept: [CohortMember] { members.filter { $0.status != .dropped } }

    private var totals: JSONText {
        JSONText { output in
            output.append(object: { fields in
                fields.field("members", members.count)
                for status in CohortMember.Status.allCases {
                    fields.field(status.name, members.count { $0.status == status })
                }
                fields.field("lessons", Int(lessons))
                fields.field("completedLessons", members.reduce(0) { $0 + $1.completedLessons })
                fields.field("discussionPosts", members.reduce(0) { $0 + $1.discussionPosts })
                fields.field("forumPosts", members.reduce(0) { $0 + $1.forumPosts })
                fields.field("timeSpentSeconds", Int(seconds))
            })
        }
    }

    private var averages: JSONText {
        let kept = kept
        let percentages = kept.reduce(0) { $0 + $1.percentage(of: lessons) }
        let busy = kept.count { idleDays($0) <= Self.longestIdleDays }
        return JSONText { output in
            output.append(object: { fields in
                let count = Int64(kept.count)
                fields.field("progressPercentage", Tenths(Int64(percentages), of: count).text)
                fields.field("hours", Tenths(seconds, of: 3_600 * Int64(members.count)).text)
                fields.field("engagementRate", Tenths(percent: busy, of: kept.count).text)
            })
        }
    }

    // MARK: - People

    /// Active members who fall behind, the furthest first.
    private var struggling: [(member: CohortMember, reasons: [String])] {
        ranked(members.filter { $0.status == .active }).reversed().compactMap { member in
            var reasons: [String] = []
            if lessons > 0, member.percentage(of: lessons) < Self.leastPercentage {
                reasons.append("progress")
            }
            if idleDays(member) > Self.longestIdleDays { reasons.append("idle") }
            return reasons.isEmpty ? nil : (member, reasons)
        }
    }

    private var leaderboard: [CohortMember] { Array(ranked(kept).prefix(Self.leaders)) }

    /// Who has done most comes first, of those who has been there last; ids decide what is left.
    private func ranked(_ members: [CohortMember]) -> [CohortMember] {
        func rank(_ member: CohortMember) -> (Int, Int64, Int64) {
            let last = member.lastActivityAt ?? member.enrolledAt
            return (
                -member.completedLessons, -last.milliseconds, Int64(member.studentID.rawValue)
            )
        }
        return members.sorted { rank($0) < rank($1) }
    }

    private func idleDays(_ member: CohortMember) -> Int {
        (member.lastActivityAt ?? member.enrolledAt).day.days(until: now.day)
    }
}

extension JSONFields {
    /// How far a member is.
    fileprivate mutating func standing(_ member: CohortMember, lessons: Int64) {
        field("studentId", member.studentID)
        field("name", member.fullName.text)
        field("completedLessons", member.completedLessons)
        field("progressPercentage", member.percentage(of: lessons))
        field("lastActivityAt", member.lastActivityAt)
    }
}
