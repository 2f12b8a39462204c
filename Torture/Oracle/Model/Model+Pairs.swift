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
}
