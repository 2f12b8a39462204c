internal import Records
internal import SchoolModel

extension Model {
    /// What the store counts for cohorts, courses and groups, counted row by row.
    var sums: [Name: [Int64]] {
        var expected: [Name: [Int64]] = [:]
        func add(_ table: Table, _ id: UInt64, _ slot: Int) {
            expected[Name(table, id), default: [0, 0, 0, 0]][slot] += 1
        }
        for member in rows(CohortMember.self).rows.values {
            add(.cohort, member.cohortID.rawValue, 0)
            if member.status == .active || member.status == .paused {
                add(.cohort, member.cohortID.rawValue, 1)
            }
        }
        for module in rows(Module.self).rows.values {
            add(.course, module.courseID.rawValue, 0)
        }
        for lesson in rows(Lesson.self).rows.values {
            // Through the module, not by the lesson's own copy.
            if let module = row(lesson.moduleID) { add(.course, module.courseID.rawValue, 1) }
        }
        for membership in rows(GroupMembership.self).rows.values
        where membership.role == .student && membership.status == .active
            && membership.leftAt == nil
        {
            add(.group, membership.groupID.rawValue, 0)
        }
        return expected
    }
}
