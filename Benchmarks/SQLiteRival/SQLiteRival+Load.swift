public import CRivals
public import District
import Records

/// What a load took.
public struct RivalLoad: Sendable {
    /// Everything but attendance.
    public var relations: Duration
    /// The attendance rows, the making of them in memory included.
    public var attendanceRows: Duration
    /// Attendance's index by student and date.
    public var attendanceIndex: Duration
    /// The other indexes, statistics, one flush for all.
    public var finish: Duration
}

extension SQLiteRival {
    /// Makes a store of a whole district.
    ///
    /// `sortKey` gives the collator's key of a name.
    public static func load(
        _ district: District,
        at path: String,
        options: rivals_options = rivals_options(),
        sortKey: (String) -> [UInt8]
    ) -> RivalLoad {
        let clock = ContinuousClock()
        let store = unsafe rivals_create(path, options)
        defer { unsafe rivals_close(store) }
        let relations = clock.measure {
            unsafe loadPeople(district, into: store, sortKey: sortKey)
            unsafe loadCourses(district, into: store)
            unsafe loadCohorts(district, into: store)
            unsafe loadGroups(district, into: store)
        }
        let sheets = clock.measure { unsafe loadSheets(district, into: store) }
        let index = clock.measure { unsafe rivals_index_attendance(store) }
        let finish = clock.measure { unsafe rivals_finish_load(store) }
        return RivalLoad(
            relations: relations,
            attendanceRows: sheets,
            attendanceIndex: index,
            finish: finish
        )
    }

    private static func loadPeople(
        _ district: District,
        into store: OpaquePointer?,
        sortKey: (String) -> [UInt8]
    ) {
        district.forEachUser { user in
            let key = sortKey(user.fullName)
            unsafe withText(user.fullName) { name, nameCount in
                unsafe withText(user.email) { email, emailCount in
                    unsafe key.withUnsafeBufferPointer { key in
                        var row = unsafe rivals_user()
                        unsafe row.id = user.id
                        unsafe row.role = Int32(user.role.rawValue)
                        unsafe row.name = name
                        unsafe row.name_count = nameCount
                        unsafe row.email = email
                        unsafe row.email_count = emailCount
                        unsafe row.sort_key = key.baseAddress
                        unsafe row.sort_key_count = key.count
                        unsafe row.created_at = user.createdAt.milliseconds
                        unsafe rivals_load_user(store, &row)
                    }
                }
            }
        }
        district.forEachEnrollment { enrollment in
            var row = rivals_enrollment(
                id: enrollment.id,
                course: enrollment.course,
                student: enrollment.student,
                cohort: enrollment.cohort ?? 0,
                status: Int32(enrollment.status.rawValue),
                enrolled_at: enrollment.enrolledAt.milliseconds,
                completed_at: enrollment.completedAt?.milliseconds ?? .min,
                progress_percentage: Int32(enrollment.progressPercentage)
            )
            unsafe rivals_load_enrollment(store, &row)
        }
    }

    private static func loadCourses(_ district: District, into store: OpaquePointer?) {
        district.forEachCourse { course in
            unsafe withText(course.name) { name, count in
                var row = unsafe rivals_course(
                    id: course.id,
                    teacher: course.teacher,
                    name: name,
                    name_count: count,
                    module_count: Int32(course.moduleCount),
                    lesson_count: Int32(course.lessonCount)
                )
                unsafe rivals_load_course(store, &row)
            }
        }
        district.forEachModule { module in
            unsafe withText(module.title) { title, count in
                var row = unsafe rivals_module(
                    id: module.id,
                    course: module.course,
                    title: title,
                    title_count: count,
                    order_index: Int32(module.orderIndex)
                )
                unsafe rivals_load_module(store, &row)
            }
        }
    }

    private static func loadCohorts(_ district: District, into store: OpaquePointer?) {
        district.forEachCohort { cohort in
            unsafe withText(cohort.name) { name, count in
                var row = unsafe rivals_cohort(
                    id: cohort.id,
                    course: cohort.course,
                    name: name,
                    name_count: count,
                    status: Int32(cohort.status.rawValue),
                    start_date: cohort.startDate.number,
                    end_date: cohort.endDate.number,
                    maximum_students: Int32(cohort.maximumStudents),
                    members: Int32(cohort.members),
                    seats: Int32(cohort.seats),
                    created_at: cohort.createdAt.milliseconds
                )
                unsafe rivals_load_cohort(store, &row)
            }
        }
        district.forEachMember { member in
            var row = rivals_member(
                id: member.id,
                cohort: member.cohort,
                student: member.student,
                status: Int32(member.status.rawValue),
                enrolled_at: member.enrolledAt.milliseconds,
                left_at: member.leftAt?.milliseconds ?? .min,
                last_activity_at: member.lastActivityAt?.milliseconds ?? .min,
                completed_lessons: Int32(member.completedLessons),
                discussion_posts: Int32(member.discussionPosts),
                forum_posts: Int32(member.forumPosts)
            )
            unsafe rivals_load_member(store, &row)
        }
        district.forEachScheduleRow { schedule in
            unsafe withText(schedule.title) { title, count in
                var row = unsafe rivals_schedule_row(
                    id: schedule.id,
                    cohort: schedule.cohort,
                    module: schedule.module,
                    title: title,
                    title_count: count,
                    order_index: Int32(schedule.orderIndex),
                    unlock_date: Int64(schedule.unlockDate.number),
                    lock_date: schedule.lockDate.map { Int64($0.number) } ?? .min
                )
                unsafe rivals_load_schedule_row(store, &row)
            }
        }
    }

    private static func loadGroups(_ district: District, into store: OpaquePointer?) {
        district.forEachGroup { group in
            unsafe withText(group.name) { name, count in
                var row = unsafe rivals_group(
                    id: group.id,
                    teacher: group.teacher,
                    name: name,
                    name_count: count,
                    created_at: group.createdAt.milliseconds
                )
                unsafe rivals_load_group(store, &row)
            }
        }
        district.forEachGroupMember { member in
            var row = rivals_group_member(
                id: member.id,
                group: member.group,
                student: member.student,
                status: Int32(member.status.rawValue),
                enrolled_at: member.enrolledAt.milliseconds,
                left_at: member.leftAt?.milliseconds ?? .min
            )
            unsafe rivals_load_group_member(store, &row)
        }
    }

    private static func loadSheets(_ district: District, into store: OpaquePointer?) {
        let marks = UnsafeMutablePointer<rivals_mark>.allocate(capacity: 64)
        let notes = UnsafeMutablePointer<CChar>.allocate(capacity: 64 * 64)
        defer {
            unsafe marks.deallocate()
            unsafe notes.deallocate()
        }
        district.forEachSheet { sheet in
            var (mark, note) = unsafe (marks, notes)
            var row = unsafe rivals_sheet(sheet, &mark, &note)
            unsafe rivals_load_sheet(store, &row)
        }
    }

    private static func withText(_ text: String, _ body: (UnsafePointer<CChar>?, Int) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe body(characters.baseAddress, characters.count)
            }
        }
    }
}
