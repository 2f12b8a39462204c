import Oracle
import Records
import SchoolModel

// Requests of several rows that belong together.

extension Builder {
    /// A new name for a person, in every copy of it: the keys of the roster rows move.
    func rename() -> String {
        guard let user: User = any() else { return "rename nobody" }
        let name = person()
        update(user) {
            $0.fullName = Names.collated(name)
            $0.foldedName = Names.folded(name).folded
        }
        for member in model.rows(of: CohortMember.self, naming: user.id) {
            update(member) { $0.fullName = Names.collated(name) }
        }
        if let profile = model.row(ID<StudentProfile>(user.id.rawValue)) {
            update(profile) { $0.foldedName = Names.folded(name).folded }
        }
        return "rename"
    }

    /// A new group, who is in it, its first register, and a line in the log.
    func lessonHeld() -> String {
        guard let group = insert(group()) else { return "hold a lesson" }
        var students: [ID<User>] = []
        for _ in 0..<dice.number(1...4) {
            var membership = membership()
            membership.groupID = group.id
            if let written = insert(membership) { students.append(written.userID) }
        }
        var sheet = AttendanceSheet(groupID: group.id, lessonDate: day())
        for student in students {
            sheet.set(
                AttendanceMark(
                    studentID: student,
                    status: dice.pick(),
                    markedAt: model.now,
                    createdAt: model.now,
                    updatedAt: model.now
                )
            )
        }
        insert(sheet)
        insert(entry(group.id))
        return "hold a lesson"
    }

    /// A module goes to another course, and its lessons with it.
    func moveModule() -> String {
        guard let module: Module = any(), let course: Course = any() else { return "move nothing" }
        update(module) { $0.courseID = course.id }
        for lesson in model.rows(of: Lesson.self, naming: module.id) {
            update(lesson) { $0.courseID = course.id }
        }
        return "move module"
    }

    /// Lines of the activity log, alone or with a row.
    func trail() -> String {
        if dice.percent(50) { _ = chore() }
        for _ in 0..<dice.number(1...4) { insert(entry(optionalID())) }
        return "trail"
    }

    private func entry(_ group: ID<Group>?) -> ActivityLog {
        ActivityLog(
            groupID: group,
            cohortID: optionalID(),
            courseID: optionalID(),
            organizationID: optionalID(),
            userID: optionalID(),
            studentID: optionalID(),
            action: "student_added",
            performedBy: optionalID(),
            metadata: JSONText(trusted: "{\"hard\":true}")
        )
    }
}
