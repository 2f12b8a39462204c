/// The questions that are measured.
public enum DistrictQuery: String, CaseIterable, Sendable {
    /// A student's enrollments.
    case q1
    /// Whether a student is enrolled in a course.
    case q1b
    /// One group's attendance of a month.
    case q2
    /// One student's attendance of ninety days.
    case q3
    /// A cohort's roster.
    case q4
    /// A cohort's schedule on a day.
    case q5
    /// A student's unlocked modules on a day.
    case q5b
}
