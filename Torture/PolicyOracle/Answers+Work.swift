internal import Client
internal import Records
internal import SchoolModel

extension Answers {
    /// Lists of money, coding, tests and discussions; what is seen in part is listed.
    var listsOfWork: [List] {
        [
            list("payment/list", shelf.payments) { $0.sees($1) },
            list("test/list", shelf.tests) { $0.sees($1) },
            list("test/assignments", shelf.assignments) { $0.sees($1) },
            list("codingTask/list", shelf.tasks) { $0.sees($1) },
            list("codingTopic/list", shelf.topics) { $0.sees($1) },
            list("testSeries/list", shelf.series) { $0.sees($1) },
        ] + shelf.tasks.map(cases(of:)) + shelf.forum.map(replies(to:))
            + shelf.cohorts.map(forum(of:)) + shelf.courses.map(teachers(of:))
    }

    /// A list that is nobody's.
    private func list<Row: Record & Sendable>(
        _ method: String,
        _ rows: [Row],
        sees: @escaping (Sentences, Row) -> Sentences.Sight
    ) -> List {
        List(method: method, parameters: "{}") { mine, item in
            rows.contains { $0.id == item.id("id") && sees(mine, $0) != .nothing }
        }
    }

    private func cases(of task: CodingTask) -> List {
        List(
            method: "codingTestCase/list",
            parameters: "{\"taskId\":\(task.id)}",
            owner: { $0.sees(task) == .all },
            sees: { mine, item in
                shelf.cases.contains { $0.id == item.id("id") && mine.sees($0) == .all }
            }
        )
    }

    private func replies(to post: ForumPost) -> List {
        List(
            method: "forum/replies",
            parameters: "{\"forumPostId\":\(post.id)}",
            owner: { $0.sees(post) == .all },
            sees: { mine, item in
                shelf.replies.contains { $0.id == item.id("id") && mine.sees($0) == .all }
            }
        )
    }

    private func forum(of cohort: Cohort) -> List {
        List(
            method: "forum/list",
            parameters: "{\"cohortId\":\(cohort.id)}",
            owner: { $0.sees(cohort) == .all },
            sees: { mine, item in
                shelf.forum.contains { $0.id == item.id("id") && mine.sees($0) == .all }
            }
        )
    }

    private func teachers(of course: Course) -> List {
        List(
            method: "courseTeacher/list",
            parameters: "{\"courseId\":\(course.id)}",
            owner: { $0.sees(course) == .all },
            sees: { mine, item in
                shelf.courseTeachers.contains { $0.id == item.id("id") && mine.sees($0) == .all }
            }
        )
    }
}
