package import Records
package import SchoolModel

extension Model {
    /// A student's enrollment in a course.
    package func enrollment(of student: ID<User>, in course: ID<Course>) -> Enrollment? {
        let table = rows(Enrollment.self)
        return table.holder(of: "\(course)/\(student)", rule: 0).flatMap { table.rows[$0] }
    }

    /// A student's membership of a cohort.
    package func member(of cohort: ID<Cohort>, student: ID<User>) -> CohortMember? {
        let table = rows(CohortMember.self)
        return table.holder(of: "\(cohort)/\(student)", rule: 0).flatMap { table.rows[$0] }
    }

    /// The rows of one table that name a row, in the order of their numbers.
    package func rows<Row: Modelled, Target: Modelled>(
        of type: Row.Type,
        naming target: ID<Target>
    ) -> [Row] {
        mentions(of: Name(Target.table, target.rawValue)).compactMap {
            $0.name.table == Row.table ? rows(Row.self).rows[$0.name.number] : nil
        }
    }

    /// What a person has done in a lesson.
    package func progress(of user: ID<User>, in lesson: ID<Lesson>) -> LessonProgress? {
        let table = rows(LessonProgress.self)
        return table.holder(of: "\(user)/\(lesson)", rule: 0).flatMap { table.rows[$0] }
    }

    /// The register of a lesson.
    package func sheet(of group: ID<Group>, on day: Day) -> AttendanceSheet? {
        let number = AttendanceSheet(groupID: group, lessonDate: day).number
        return rows(AttendanceSheet.self).rows[number]
    }

    /// How many of a course's lessons a person has completed, in hundredths, rounded down.
    package func percentage(of user: ID<User>, in course: ID<Course>) -> Int {
        let lessons = rows(of: Module.self, naming: course).flatMap {
            rows(of: Lesson.self, naming: $0.id)
        }
        let done = lessons.filter { progress(of: user, in: $0.id)?.completed == true }.count
        return lessons.isEmpty ? 0 : 100 * done / lessons.count
    }
}
