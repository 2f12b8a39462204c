extension Command {
    /// Every friendly command, in the order of the help.
    static let all: [Command] = [
        roster, cohorts, cohort, schedule, scheduleOfStudent,
        cohortMembers, cohortAnalytics, cohortEnroll, cohortUnenroll, cohortTransfer,
        cohortArchive, cohortUnarchive, progress,
        attendanceRange, attendanceGrid, attendanceMonth, attendanceDay, attendanceSummary,
        groups, group, members, groupAdd, groupRemove, groupMove,
        enrollments, students,
        ping, stats, schema, schemaOfEntity, verify, selfTest, validate, enforceReferences,
        enforceReferencesOrNot,
        recount, backup, compact, seed, migrate, migrateTo,
        importUsers, importCohorts, importCohortMembers, importLegacyGroups, importAttendance,
        importPayments, importStore, auditEnrollments, backfillEnrollments, backfillCohorts,
    ]
}
