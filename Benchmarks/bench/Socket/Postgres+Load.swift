import Collation
import District
import Records

extension PostgresServer {
    /// Makes the tables and copies the whole district into them.
    func load(_ district: District, _ collator: Collator) throws {
        let clients = try Clients(self, count: 1)
        try run(Self.tables, clients)
        try loadPeople(district, collator, clients)
        try loadCohorts(district, clients)
        try loadMembers(district, collator, clients)
        try loadGroups(district, clients)
        try loadSheets(district, clients)
        try run(Self.indexes, clients)
        try run(Self.functions, clients)
        try run("VACUUM ANALYZE", clients)
        try run("CHECKPOINT", clients)
        isLoaded = true
    }

    private func run(_ sql: String, _ clients: Clients) throws {
        try Self.check(clients.ask(Message.query(sql)))
    }

    /// Throws what the server complains of.
    static func check(_ reply: [UInt8]) throws {
        guard let failure = failure(in: reply) else { return }
        throw Options.Misuse(description: "postgres: \(failure)")
    }

    private func loadPeople(
        _ district: District,
        _ collator: Collator,
        _ clients: Clients
    ) throws {
        let users = Copy("users(id, role, name, email, name_key, created_at)", clients)
        try district.forEachUser { user in
            let key = collator.fullSortKey(of: user.fullName)
            let role = "\(user.role)"
            try users.add(user.id, role, user.fullName, user.email, key, user.createdAt)
        }
        try users.finish()
        let enrollments = Copy(
            "enrollment(id, student_id, course_id, cohort_id, status, enrolled_at, completed_at, "
                + "progress)",
            clients
        )
        try district.forEachEnrollment { row in
            try enrollments.add(
                row.id,
                row.student,
                row.course,
                row.cohort,
                "\(row.status)",
                row.enrolledAt,
                row.completedAt,
                row.progressPercentage
            )
        }
        try enrollments.finish()
    }

    private func loadCohorts(_ district: District, _ clients: Clients) throws {
        let courses = Copy("course", clients)
        try district.forEachCourse { row in
            try courses.add(row.id, row.name, row.teacher, row.moduleCount, row.lessonCount)
        }
        try courses.finish()
        let cohorts = Copy(
            "cohort(id, course_id, status, max_students, members, seats, name, start_date, "
                + "end_date, created_at)",
            clients
        )
        try district.forEachCohort { row in
            try cohorts.add(
                row.id,
                row.course,
                "\(row.status)",
                row.maximumStudents,
                row.members,
                row.seats,
                row.name,
                row.startDate,
                row.endDate,
                row.createdAt
            )
        }
        try cohorts.finish()
        let schedule = Copy(
            "schedule(id, cohort_id, module_id, title, order_index, unlock_date, lock_date)",
            clients
        )
        try district.forEachScheduleRow { row in
            try schedule.add(
                row.id,
                row.cohort,
                row.module,
                row.title,
                row.orderIndex,
                row.unlockDate,
                row.lockDate
            )
        }
        try schedule.finish()
    }

    private func loadMembers(
        _ district: District,
        _ collator: Collator,
        _ clients: Clients
    ) throws {
        let members = Copy(
            "member(id, cohort_id, name_key, student_id, status, name, email, enrolled_at, left_at, "
                + "last_activity_at, completed_lessons, discussion_posts, forum_posts)",
            clients
        )
        try district.forEachMember { row in
            let user = district.user(row.student)
            try members.add(
                row.id,
                row.cohort,
                collator.fullSortKey(of: user.fullName),
                row.student,
                "\(row.status)",
                user.fullName,
                user.email,
                row.enrolledAt,
                row.leftAt,
                row.lastActivityAt,
                row.completedLessons,
                row.discussionPosts,
                row.forumPosts
            )
        }
        try members.finish()
    }

    private func loadGroups(_ district: District, _ clients: Clients) throws {
        let groups = Copy("groups(id, name, teacher_id, created_at)", clients)
        try district.forEachGroup { row in
            try groups.add(row.id, row.name, row.teacher, row.createdAt)
        }
        try groups.finish()
        let members = Copy(
            "group_member(id, group_id, user_id, status, enrolled_at, left_at)",
            clients
        )
        try district.forEachGroupMember { row in
            let status = "\(row.status)"
            try members.add(row.id, row.group, row.student, status, row.enrolledAt, row.leftAt)
        }
        try members.finish()
    }

    private func loadSheets(_ district: District, _ clients: Clients) throws {
        let rows = Copy(
            "attendance(group_id, lesson_date, student_id, status, marked_by, marked_at, note, "
                + "entry_state)",
            clients
        )
        try district.forEachSheet { sheet in
            for mark in sheet.marks {
                try rows.add(
                    sheet.group,
                    sheet.day,
                    mark.student,
                    "\(mark.status)",
                    mark.markedBy,
                    mark.markedAt,
                    mark.note,
                    "confirmed"
                )
            }
        }
        try rows.finish()
    }
}
