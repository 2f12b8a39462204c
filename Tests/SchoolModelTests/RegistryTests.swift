import Records
import SchoolModel
import Testing

@Suite("Registry")
struct RegistryTests {
    // S2-12, S3-02, S3-07, S3-12, S3-15, S3-42
    @Test("No place has changed, and none is used twice")
    func places() throws {
        var parts = PlaceLister()
        try SchoolSchema.visitEntities(&parts)
        var found = ["0b 00 store header", "0b ff change horizon"]
        found += Set(parts.lines)
        #expect(found.sorted() == registry.split(separator: "\n").map(String.init))
        let bytes = found.map { $0.prefix(5) }
        #expect(Set(bytes).count == bytes.count)
    }

    @Test("The places of the store itself are kept free for it")
    func storePlaces() {
        #expect(Place.storeHeader == Place(.store, 0x00))
        #expect(Place.changeHorizon == Place(.store, 0xff))
        #expect(Place.settings == Place(.store, 0x02))
    }

    @Test("No table has changed its number or its name")
    func tables() throws {
        var parts = PlaceLister()
        try SchoolSchema.visitEntities(&parts)
        let found = parts.tables.map { "\($0.number) \($0.name)" }
        #expect(
            found == [
                "1 organization", "2 academicProgram", "3 user", "4 studentProfile",
                "5 parentProfile", "6 teacherProfile", "7 parentLink", "8 application", "9 course",
                "10 module", "11 lesson", "12 enrollment", "13 cohort", "14 cohortMember",
                "15 cohortSchedule", "16 lessonProgress", "17 group", "18 groupMembership",
                "19 attendanceSheet", "20 activityLog", "21 externalRef",
                "22 setting",
                "23 courseTeacher",
                "24 testSeries",
                "25 test",
                "26 testSeriesItem",
                "27 groupTestSeries",
                "28 lessonHeld",
                "29 payment",
                "30 balanceEntry",
                "31 codingTopic",
                "32 codingTask",
                "33 codingTestCase",
                "34 codingSubmission",
                "35 codingProgress",
                "36 testAnswerKey",
                "37 testAssignment",
                "38 testAttempt",
                "39 testResult",
                "40 lessonDiscussion",
                "41 forumPost",
                "42 forumReply",
                "43 legacyGroupMember",
            ]
        )
        #expect(EntityKind.allCases.map(\.rawValue) == parts.tables.map(\.number))
        #expect(EntityKind.allCases.map(\.table) == parts.tables)
    }

    @Test("Every index is named after its table")
    func names() throws {
        var parts = PlaceLister()
        try SchoolSchema.visitEntities(&parts)
        #expect(parts.misnamed == [])
    }

    // S0-02, S0-03, S2-01...11, S3-01, S3-04...06, S3-11, S3-13, S3-14
    // S4-01, S4-03...06, S4-08...17, S4-19...29
    @Test("No stored field was moved, removed, or changed its type")
    func fields() throws {
        var lister = FieldsLister()
        try SchoolSchema.visitEntities(&lister)
        for (table, fields) in fieldFixture {
            let found = lister.fields[table] ?? []
            #expect(Array(found.prefix(fields.count)) == fields, "\(table)")
        }
        #expect(Set(lister.fields.keys) == Set(fieldFixture.keys))
    }

    // S4-31
    @Test("Whoever stores when it was deleted says that it can be")
    func softDelete() throws {
        var lister = FieldsLister()
        try SchoolSchema.visitEntities(&lister)
        let expected = lister.fields.filter { $0.value.contains("deletedAt:ts?") }.map(\.key)
        #expect(lister.softDeleted.sorted() == expected.sorted())
        #expect(
            lister.softDeleted.sorted() == [
                "codingTask", "group", "parentProfile", "payment", "studentProfile", "test",
            ]
        )
    }
}

/// The literal copy: tag, section, whose.
private let registry = """
    01 00 cohort
    01 05 cohortMember
    01 08 cohortSchedule
    01 09 cohortSchedule.cohort_module
    01 0a lessonProgress.cohort_user_lesson
    01 0b testAttempt.cohort_id
    01 0c lessonDiscussion.cohort_id
    01 0d forumPost.cohort_pinned_created
    01 19 activityLog.cohort_id
    01 28 cohort.counters
    02 00 course
    02 01 module.course_order
    02 02 courseTeacher
    02 03 forumPost.course_pinned_created
    02 04 legacyGroupMember.course_id
    02 07 enrollment.course_student
    02 08 cohort.course_start
    02 0b cohort.course_name
    02 28 course.counters
    03 02 cohortMember.student_cohort
    03 06 enrollment
    03 15 attendanceSheet.student_group
    03 17 activityLog.student_id
    03 1a user
    03 1b studentProfile
    03 1c parentProfile
    03 1d teacherProfile
    03 1e parentLink
    03 1f parentLink.student_parent
    03 20 application
    03 21 lessonProgress
    03 22 groupMembership.user_role_group
    03 23 course.creator_id
    03 24 cohort.tutor_id
    03 25 group.teacher_id
    03 26 courseTeacher.user_course
    03 27 payment.student_date
    03 29 balanceEntry
    03 2a balanceEntry.student_lesson
    03 2b codingSubmission.student_created
    03 2c codingProgress
    03 2d testAssignment.student_id
    03 2e testAttempt.student_id
    03 2f testResult.student_date
    03 30 lessonDiscussion.user_cohort
    03 31 forumPost.user_cohort
    03 32 forumReply.user_cohort
    03 33 legacyGroupMember.user_id
    04 14 attendanceSheet.date_group
    05 18 activityLog.performer_id
    06 13 attendanceSheet
    07 00 group
    07 19 activityLog.group_id
    07 21 groupMembership
    07 22 groupTestSeries
    07 23 lessonHeld
    07 24 payment.group_date
    07 25 balanceEntry.group_date
    07 26 testAssignment.group_id
    07 27 testResult.group_date
    07 28 group.counters
    08 00 organization
    08 01 organization.parent_id
    08 02 academicProgram.organization_code
    08 03 user.organization_role_name
    08 04 user.organization_code
    08 05 course.organization_name
    08 06 cohort.organization_name
    08 07 group.organization_deleted_sort_name
    08 08 studentProfile.organization_deleted_name
    08 09 codingTopic.organization_name
    08 0a codingTask.organization_id
    08 0b test.organization_id
    08 0c testSeries.organization_id
    09 00 module
    09 02 lesson.module_order
    09 03 lesson.module_slug
    09 04 cohortSchedule.module_cohort
    0a 00 lesson
    0a 01 lessonProgress.lesson_user
    0a 02 lessonDiscussion.lesson_cohort
    0b 00 store header
    0b 02 setting
    0b 03 externalRef
    0b 04 externalRef.entity_row_source
    0b 05 user.email
    0b 06 organization.slug
    0b 07 course.slug
    0b 08 course.published_id
    0b 09 cohort.code
    0b 0a cohort.status_start
    0b 0b cohort.start_id
    0b 0c cohort.created_id
    0b 0d cohortSchedule.unlock_cohort_module
    0b 0e user.role_id
    0b 10 academicProgram
    0b 12 cohort.program_id
    0b 13 group.course_id
    0b 14 payment
    0b 15 payment.date_id
    0b 16 payment.receipt
    0b 17 balanceEntry.payment_id
    0b 18 codingTopic
    0b 19 codingTask.topic_order
    0b 1a codingTestCase
    0b 1b codingSubmission
    0b 1c codingSubmission.created_id
    0b 1d test.type_created
    0b 1e testAssignment
    0b 1f testAttempt
    0b 20 testResult
    0b 21 lessonDiscussion
    0b 22 lessonDiscussion.parent_created
    0b 23 forumReply
    0b 24 legacyGroupMember
    0b 40 cohort.code_id
    0b 41 cohortSchedule.lock_cohort_module
    0b ff change horizon
    0d 00 activityLog
    0e 00 forumPost
    0e 01 forumReply.post_created
    0e 28 forumPost.counters
    0f 00 codingTask
    0f 01 codingTestCase.task_order
    0f 02 codingSubmission.task_student
    0f 03 codingProgress.task_student
    10 00 test
    10 01 testAnswerKey
    10 02 testAssignment.test_id
    10 03 testAttempt.test_student
    10 04 testSeriesItem.test_series
    11 00 testSeries
    11 01 testSeriesItem
    11 02 groupTestSeries.series_group
    """

/// Lists the place of every row, index, aggregate and hint.
struct PlaceLister: EntityVisitor {
    var lines: [String] = []
    var tables: [Table] = []
    var misnamed: [String] = []

    mutating func visit<E: Entity>(_ entity: E.Type) throws {
        lines.append(Self.line(E.place, "\(E.table.name)"))
        tables.append(E.table)
        var parts = PartLister<E>()
        try E.visitParts(&parts)
        lines += parts.lines
        misnamed += parts.names.filter { !$0.hasPrefix("\(E.table.name).") }
    }

    static func line(_ place: Place, _ name: String) -> String {
        "\(hex([place.tag.rawValue])) \(hex([place.section])) \(name)"
    }

    private struct PartLister<Row: Entity>: PartVisitor {
        var lines: [String] = []
        var names: [String] = []

        mutating func index<I: SecondaryIndex>(_ index: I.Type) throws where I.Row == Row {
            lines.append(line(I.place, "\(I.name)"))
            names.append("\(I.name)")
        }
        mutating func contribution<C: Contribution>(_ type: C.Type) throws where C.Row == Row {
            lines.append(line(C.Total.place, "\(C.Total.name)"))
        }
        mutating func hint<H: Hint>(_ hint: H.Type) throws where H.Row == Row {
            lines.append(line(H.place, "\(H.name)"))
            names.append("\(H.name)")
        }
        mutating func reference<R: Reference>(_ reference: R.Type) throws where R.Row == Row {}
    }
}

private struct FieldsLister: EntityVisitor {
    var fields: [String: [String]] = [:]
    var softDeleted: [String] = []

    mutating func visit<E: Entity>(_ entity: E.Type) throws {
        fields["\(E.table.name)"] = E.describeFields()
        if E.hasSoftDelete { softDeleted.append("\(E.table.name)") }
    }
}
