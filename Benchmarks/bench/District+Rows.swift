import Collation
import District
import Records
import SchoolModel

/// The generator's rows as the store's.
struct Rows {
    let district: District
    let collator: Collator

    func user(_ row: DistrictUser) -> User {
        User(
            id: ID(row.id),
            email: collator.folded(row.email, trimming: true),
            fullName: collator.collated(row.fullName),
            foldedName: collator.fold(row.fullName),
            role: User.Role(rawValue: row.role.rawValue) ?? .student,
            firstName: row.firstName,
            lastName: row.lastName,
            stamps: stamps(row.createdAt)
        )
    }

    func course(_ row: DistrictCourse) -> Course {
        Course(
            name: collator.folded(row.name),
            id: ID(row.id),
            isPublished: true,
            isCohortBased: true,
            createdBy: ID(row.teacher)
        )
    }

    func module(_ row: DistrictModule) -> Module {
        Module(
            id: ID(row.id),
            courseID: ID(row.course),
            title: row.title,
            orderIndex: row.orderIndex
        )
    }

    func lessons(_ row: DistrictModule) -> [Lesson] {
        (0..<row.lessonCount).map { number in
            Lesson(
                id: ID(row.firstLesson + UInt64(number)),
                moduleID: ID(row.id),
                courseID: ID(row.course),
                title: "Dərs \(number + 1)",
                orderIndex: number
            )
        }
    }

    func cohort(_ row: DistrictCohort) -> Cohort {
        Cohort(
            id: ID(row.id),
            kind: .course,
            name: collator.folded(row.name),
            courseID: ID(row.course),
            startDate: row.startDate,
            endDate: row.endDate,
            status: Cohort.Status(rawValue: row.status.rawValue) ?? .active,
            maxStudents: row.maximumStudents,
            stamps: stamps(row.createdAt)
        )
    }

    func member(_ row: DistrictMember, _ user: User) -> CohortMember {
        CohortMember(
            studentID: ID(row.student),
            status: CohortMember.Status(rawValue: row.status.rawValue) ?? .active,
            enrolledAt: row.enrolledAt,
            lastActivityAt: row.lastActivityAt,
            completedLessons: row.completedLessons,
            discussionPosts: row.discussionPosts,
            forumPosts: row.forumPosts,
            fullName: user.fullName,
            email: user.email.text,
            id: ID(row.id),
            cohortID: ID(row.cohort),
            courseID: ID(row.course),
            leftAt: row.leftAt,
            stamps: stamps(row.enrolledAt)
        )
    }

    func schedule(_ row: DistrictScheduleRow) -> CohortSchedule {
        CohortSchedule(
            moduleID: ID(row.module),
            unlockDate: row.unlockDate,
            lockDate: row.lockDate,
            orderIndex: row.orderIndex,
            courseID: ID(district.course(ofCohort: row.cohort)),
            title: row.title,
            id: ID(row.id),
            cohortID: ID(row.cohort)
        )
    }

    func enrollment(_ row: DistrictEnrollment) -> Enrollment {
        Enrollment(
            id: ID(row.id),
            studentID: ID(row.student),
            courseID: ID(row.course),
            cohortID: row.cohort.map { ID($0) },
            status: Enrollment.Status(rawValue: row.status.rawValue) ?? .active,
            enrolledAt: row.enrolledAt,
            completedAt: row.completedAt,
            progressPercentage: row.progressPercentage,
            stamps: stamps(row.enrolledAt)
        )
    }

    func group(_ row: DistrictGroup) -> Group {
        Group(
            id: ID(row.id),
            teacherID: ID(row.teacher),
            name: collator.folded(row.name),
            displayName: row.name,
            stamps: stamps(row.createdAt)
        )
    }

    func membership(_ row: DistrictGroupMember) -> GroupMembership {
        GroupMembership(
            id: ID(row.id),
            groupID: ID(row.group),
            userID: ID(row.student),
            role: .student,
            status: GroupMembership.Status(rawValue: row.status.rawValue) ?? .active,
            enrolledAt: row.enrolledAt,
            leftAt: row.leftAt,
            stamps: stamps(row.enrolledAt)
        )
    }

    static func sheet(_ row: DistrictSheet) -> AttendanceSheet {
        AttendanceSheet(
            groupID: ID(row.group),
            lessonDate: row.day,
            marks: row.marks.map { mark in
                AttendanceMark(
                    studentID: ID(mark.student),
                    status: AttendanceStatus(rawValue: mark.status.rawValue) ?? .present,
                    markedByID: ID(mark.markedBy),
                    markedAt: mark.markedAt,
                    note: mark.note,
                    createdAt: row.markedAt,
                    updatedAt: mark.markedAt
                )
            },
            stamps: Stamps(createdAt: row.markedAt, updatedAt: .missing, version: 1)
        )
    }

    private func stamps(_ createdAt: Timestamp) -> Stamps {
        Stamps(createdAt: createdAt, updatedAt: .missing, version: 0)
    }
}
