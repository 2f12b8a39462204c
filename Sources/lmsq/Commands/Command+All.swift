extension Command {
    /// Every friendly command, in the order of the help.
    static let all: [Command] = [
        roster, cohorts, cohort, schedule, scheduleOfStudent,
        attendanceRange, groups,
        enrollments, students,
        ping, stats, verify, validate, recount, backup, compact, seed, migrate, migrateTo,
    ]
}
