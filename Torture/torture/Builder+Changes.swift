import Oracle
import Records
import SchoolModel

// One random change of a row of each table: some fields, at times those of its key, at times none.

extension Builder {
    func change(_ row: inout Organization) {
        let other = organization()
        if dice.percent(50) { row.name = other.name }
        if dice.percent(30) { row.slug = other.slug }
        if dice.percent(30) { row.parentID = other.parentID }
        if dice.percent(30) { row.isActive = other.isActive }
    }

    func change(_ row: inout AcademicProgram) {
        let other = program()
        if dice.percent(50) { row.name = other.name }
        if dice.percent(40) { row.code = other.code }
        if dice.percent(40) { row.organizationID = other.organizationID }
    }

    /// The name is left alone: `rename` changes it everywhere at once.
    func change(_ row: inout User) {
        let other = user()
        if dice.percent(30) { row.organizationID = other.organizationID }
        if dice.percent(20) { row.email = other.email }
        if dice.percent(30) { row.code = other.code }
        if dice.percent(20) { row.role = other.role }
        if dice.percent(30) { row.lastLogin = other.lastLogin }
        if dice.percent(30) { row.phone = other.phone }
    }

    func change(_ row: inout StudentProfile) {
        if dice.percent(50) { row.grade = optional("\(dice.below(12))") }
        if dice.percent(50) { row.balance.hundredths += Int64(dice.number(-50...50)) }
        if dice.percent(30) { row.deletedAt = row.deletedAt == nil ? model.now : nil }
        if dice.percent(30) { row.foldedName = Names.folded(text).folded }
        if dice.percent(30) { row.organizationID = optionalID() }
    }

    func change(_ row: inout ParentProfile) { row.deletedAt = optional(instantBefore()) }

    func change(_ row: inout TeacherProfile) { row.displayTitle = optional(text) }

    /// Pairs change too: the key moves.
    func change(_ row: inout ParentLink) {
        if dice.percent(50) { row.relation = optional(text) }
        if dice.percent(30) { row.parentID = id() }
        if dice.percent(30) { row.studentID = id() }
    }

    func change(_ row: inout Application) {
        let other = application()
        if dice.percent(50) { row.status = other.status }
        if dice.percent(50) { row.decisionNote = other.decisionNote }
        if dice.percent(10) { row.userID = other.userID }
    }

    func change(_ row: inout Course) {
        let other = course()
        if dice.percent(30) { row.name = other.name }
        if dice.percent(30) { row.organizationID = other.organizationID }
        if dice.percent(30) { row.slug = other.slug }
        if dice.percent(30) { row.isPublished = other.isPublished }
        if dice.percent(30) { row.createdBy = other.createdBy }
    }

    /// Its course is left alone: `moveModule` takes the lessons along.
    func change(_ row: inout Module) {
        let other = module()
        if dice.percent(50) { row.title = other.title }
        if dice.percent(50) { row.orderIndex = other.orderIndex }
    }

    func change(_ row: inout Lesson) {
        let other = lesson()
        if dice.percent(40) { row.title = other.title }
        if dice.percent(40) { row.orderIndex = other.orderIndex }
        if dice.percent(40) { row.slug = other.slug }
        if dice.percent(30), model.row(other.moduleID) != nil {
            row.moduleID = other.moduleID
            row.courseID = other.courseID
        }
    }

    func change(_ row: inout Enrollment) {
        let other = enrollment()
        if dice.percent(50) { row.status = other.status }
        if dice.percent(50) { row.progressPercentage = other.progressPercentage }
        if dice.percent(10) {
            row.cohortID = nil
            row.courseID = other.courseID
        } else if dice.percent(20), let student = model.row(row.studentID) {
            let members = model.rows(of: CohortMember.self, naming: student.id)
            let fitting = members.filter { $0.courseID == row.courseID }
            if let member = dice.pick(fitting) { row.cohortID = member.cohortID }
        }
    }

    /// Its course is left alone: members and enrollments agree with it.
    func change(_ row: inout Cohort) {
        let other = cohort()
        if dice.percent(30) { row.name = other.name }
        if dice.percent(30) { row.code = other.code }
        if dice.percent(30) { row.organizationID = other.organizationID }
        if dice.percent(30) { row.academicProgramID = other.academicProgramID }
        if dice.percent(30) { row.tutorID = other.tutorID }
        if dice.percent(30), row.courseID == nil || other.startDate != nil {
            row.startDate = other.startDate
        }
        if dice.percent(30) { row.endDate = other.endDate }
        if dice.percent(30) { row.status = other.status }
        if dice.percent(30) { row.maxStudents = other.maxStudents }
    }

    func change(_ row: inout CohortMember) {
        let other = member()
        if dice.percent(50) { row.status = other.status }
        if dice.percent(50) { row.completedLessons = other.completedLessons }
        if dice.percent(50) { row.lastActivityAt = other.lastActivityAt }
        if dice.percent(30) { row.leftAt = other.leftAt }
    }

    func change(_ row: inout CohortSchedule) {
        let other = schedule()
        if dice.percent(60) { row.unlockDate = other.unlockDate }
        if dice.percent(40) { row.lockDate = other.lockDate }
        if dice.percent(10) { row.moduleID = other.moduleID }
        if dice.percent(10) { row.cohortID = other.cohortID }
    }

    func change(_ row: inout LessonProgress) {
        let other = progress()
        if dice.percent(60) { row.completed = other.completed }
        if dice.percent(40) { row.cohortID = other.cohortID }
        if dice.percent(40) { row.watchCount += 1 }
        if dice.percent(5) { row.lessonID = other.lessonID }
    }

    func change(_ row: inout Group) {
        let other = group()
        if dice.percent(30) { row.name = other.name }
        if dice.percent(30) { row.organizationID = other.organizationID }
        if dice.percent(30) { row.courseID = other.courseID }
        if dice.percent(30) { row.teacherID = other.teacherID }
        if dice.percent(30) { row.sortOrder = other.sortOrder }
        if dice.percent(30) { row.monthlyFee = other.monthlyFee }
        if dice.percent(20) { row.deletedAt = other.deletedAt }
    }

    func change(_ row: inout GroupMembership) {
        let other = membership()
        if dice.percent(60) { row.status = other.status }
        if dice.percent(40) { row.leftAt = other.leftAt }
        if dice.percent(5) { row.role = other.role }
        if dice.percent(5) { row.groupID = other.groupID }
        if dice.percent(5) { row.userID = other.userID }
    }

    func change(_ row: inout AttendanceSheet) {
        if dice.percent(50), !row.marks.isEmpty {
            row.marks[dice.below(row.marks.count)].status = dice.pick()
        }
        if dice.percent(30) { for mark in marks() { row.set(mark) } }
        if dice.percent(20), let mark = dice.pick(row.marks) { row.removeMark(of: mark.studentID) }
        if dice.percent(5) { row.lessonDate = day() }
        if dice.percent(5) { row.groupID = id() }
        // A class has a bound, and so has this one.
        if row.marks.count > 600 { row.marks = [] }
    }

    func change(_ row: inout ExternalRef) {
        let other = externalRef()
        if dice.percent(60) { row.rowID = other.rowID }
        if dice.percent(20) { row.externalID = other.externalID }
    }
}
