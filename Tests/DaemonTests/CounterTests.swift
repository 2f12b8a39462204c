import Client
import Daemon
import Records
import SchoolModel
import Storage
import TestSupport
import Testing

/// Random work on two cohorts of a course, and what rosters then must say.
@Suite("Counters over a socket")
struct CounterTests {
    private let steps = 150

    @Test(
        "INV-22, INV-23, INV-24, INV-25, INV-26: rosters count what there is, whatever is done",
        arguments: SplitMix64.seeds
    )
    func rosters(seed: UInt64) throws {
        let daemon = try TestDaemon()
        let connection = try daemon.connect()
        var random = SplitMix64(seed: seed)
        _ = try connection.result(
            "cohort/create",
            #"{"courseId":1,"name":"Yaz","startDate":"2026-10-01"}"#
        )
        for step in 1...steps {
            // What is refused changes nothing, and is part of the game.
            let (method, params) = call(&random)
            _ = try connection.call(method, [UInt8](params.utf8))
            guard step % 30 == 0 else { continue }
            for cohort in 1...2 { try compare(daemon, connection, UInt64(cohort), seed) }
            let found = try connection.result("cohort/refreshRoster")
            #expect(found["corrected"]?.int == 0, "\(seed) \(step)")
            let day = 15 + step / 30
            _ = try connection.result("admin/clock", "{\"today\":\"2026-10-\(day)\"}")
        }
        try daemon.stop()
    }

    private func call(_ random: inout SplitMix64) -> (String, String) {
        let student = Int.random(in: 2...7, using: &random)
        let cohort = Int.random(in: 1...2, using: &random)
        let lesson = Int.random(in: 1...6, using: &random)
        let pair = "\"cohortId\":\(cohort),\"studentId\":\(student)"
        let place = "\"lessonId\":\(lesson),\"cohortId\":\(cohort),\"userId\":\(student)"
        switch Int.random(in: 0..<12, using: &random) {
        case 0...3:
            let isDone = Bool.random(using: &random)
            return (
                "progress/set", "{\"lessonId\":\(lesson),\(pair),\"completed\":\(isDone)}"
            )
        case 4: return ("lesson/create", "{\"moduleId\":1,\"title\":\"Yeni\"}")
        case 5: return ("cohort/bulkEnroll", "{\"cohortId\":\(cohort),\"studentIds\":[\(student)]}")
        case 6: return ("cohort/unenroll", "{\(pair)}")
        case 7:
            return (
                "cohort/transfer",
                "{\"studentId\":\(student),\"from\":\(cohort),\"to\":\(3 - cohort)}"
            )
        case 8: return ("discussion/post", "{\(place),\"content\":\"a\"}")
        case 9:
            return (
                "forum/post",
                "{\"cohortId\":\(cohort),\"userId\":\(student),\"title\":\"t\",\"content\":\"c\"}"
            )
        case 10:
            let post = Int.random(in: 1...9, using: &random)
            return (
                "forum/reply", "{\"forumPostId\":\(post),\"userId\":\(student),\"content\":\"r\"}"
            )
        default:
            let post = Int.random(in: 1...9, using: &random)
            let table = Bool.random(using: &random) ? "forum" : "discussion"
            return ("\(table)/delete", "{\"id\":\(post)}")
        }
    }

    private func compare(
        _ daemon: TestDaemon,
        _ connection: Connection,
        _ cohort: UInt64,
        _ seed: UInt64
    ) throws {
        let page = try connection.result(
            "cohort/roster",
            "{\"cohortId\":\(cohort),\"limit\":100,\"withCount\":true}"
        )
        let rows = try #require(page["items"]?.elements)
        let members = try daemon.everything(CohortMember.self)
            .filter { $0.cohortID.rawValue == cohort }
        #expect(
            Set(rows.compactMap { $0["studentId"]?.int })
                == Set(members.map { Int64($0.studentID.rawValue) })
        )
        let byStatus = try CohortMember.Status.allCases.map { status in
            let params = "{\"cohortId\":\(cohort),\"status\":\"\(status.name)\",\"limit\":100}"
            return try connection.result("cohort/roster", params)["items"]?.elements?.count ?? 0
        }
        #expect(byStatus.reduce(0, +) == rows.count && page["count"]?.int == Int64(rows.count))
        let lessons = try daemon.everything(Lesson.self).count
        let progress = try daemon.everything(LessonProgress.self)
        let talk = try daemon.everything(LessonDiscussion.self)
        let posts = try daemon.everything(ForumPost.self)
        let replies = try daemon.everything(ForumReply.self)
        let now = try #require(connection.result("admin/clock")["now"]?.string)
        for row in rows {
            let student = ID<User>(UInt64(row["studentId"]?.int ?? 0))
            let home = ID<Cohort>(cohort)
            let done = progress.count {
                $0.userID == student && $0.cohortID == home && $0.completed
            }
            #expect(row["completedLessons"]?.int == Int64(done), "\(seed) \(student)")
            #expect(row["progressPercentage"]?.int == Int64(100 * done / lessons), "\(seed)")
            let said = talk.count { $0.userID == student && $0.cohortID == home }
            #expect(row["discussionPosts"]?.int == Int64(said), "\(seed) \(student)")
            let own = posts.filter { $0.cohortID == home }
            let written =
                own.count { $0.userID == student }
                + replies.count { reply in
                    reply.userID == student && own.contains { $0.id == reply.forumPostID }
                }
            #expect(row["forumPosts"]?.int == Int64(written), "\(seed) \(student)")
            let last = try #require(row["lastActivityAt"]?.string ?? row["enrolledAt"]?.string)
            #expect(last <= now, "\(seed)")
        }
    }
}
