import Records
import SchoolModel
import Testing

@Suite("Registry")
struct RegistryTests {
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

    @Test("Whoever stores when it was deleted says that it can be")
    func softDelete() throws {
        var lister = FieldsLister()
        try SchoolSchema.visitEntities(&lister)
        let expected = lister.fields.filter { $0.value.contains("deletedAt:ts?") }.map(\.key)
        #expect(lister.softDeleted.sorted() == expected.sorted())
        #expect(lister.softDeleted.sorted() == ["group", "parentProfile", "studentProfile"])
    }
}

/// The literal copy: tag, section, whose.
private let registry = """
    01 00 cohort
    01 05 cohortMember
    01 08 cohortSchedule
    01 09 cohortSchedule.cohort_module
    01 0a lessonProgress.cohort_user_lesson
    01 19 activityLog.cohort_id
    01 28 cohort.counters
    02 00 course
    02 01 module.course_order
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
    04 14 attendanceSheet.date_group
    05 18 activityLog.performer_id
    06 13 attendanceSheet
    07 00 group
    07 19 activityLog.group_id
    07 21 groupMembership
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
    09 00 module
    09 02 lesson.module_order
    09 03 lesson.module_slug
    09 04 cohortSchedule.module_cohort
    0a 00 lesson
    0a 01 lessonProgress.lesson_user
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
    0b 40 cohort.code_id
    0b 41 cohortSchedule.lock_cohort_module
    0b ff change horizon
    0d 00 activityLog
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
