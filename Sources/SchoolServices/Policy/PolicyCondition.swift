/// When a cell of the policy lets a caller through; any one condition of a cell is enough.
///
/// Every condition is about rows of the caller's own organisation: those of another, and those without
/// one, do not exist for anybody but a service session.
public enum PolicyCondition: String, CaseIterable, Sendable {
    // MARK: Whose row it is

    /// Any row.
    case everything
    /// The row is about the caller.
    case ownRow
    /// The row is about a child of the caller who is not deleted.
    case child
    /// The caller wrote it.
    case author

    // MARK: What the caller teaches

    /// The caller made the row's course, or teaches it beside its owner.
    case ownCourse
    /// The row's cohort is a class that the caller tutors.
    case ownClass
    /// The caller leads the row's group, or is an active teacher in it.
    case ownGroup
    /// The row is about a student of the caller's courses, classes or groups.
    case ownStudent
    /// The row is about a parent of such a student.
    case ownParent

    // MARK: What students and parents belong to

    /// The row's course is published.
    case publishedCourse
    /// The row's cohort is upcoming or active, and its course is published.
    case openCohort
    /// The caller is in the row's cohort, and not dropped.
    case memberOfCohort
    /// A child of the caller is.
    case childInCohort
    /// The caller is an active or completed member of the row's cohort.
    case attending
    /// The caller has enrolled in the row's course, and not left it.
    case enrolled
    /// The lesson is a preview of a published course.
    case preview
    /// The caller is an active student of the row's group.
    case memberOfGroup
    /// A child of the caller is.
    case childInGroup

    // MARK: What is seen in part

    /// The person shares a group or a cohort with the caller: the name is seen, and nothing else.
    case mateByName
    /// What happened to the caller, without what the trail says beside the fact.
    case ownTimeline

    // MARK: Narrow changes

    /// The person is a student or a parent, before and after, and keeps the password.
    case studentOrParent
    /// The caller's own row; nothing but phone and password changes.
    case ownContact
    /// The caller's own application, as long as nobody has decided.
    case whilePending
    /// The caller takes a seat in an open cohort of a published course.
    case joinsOpenCohort
    /// The caller's own membership, to paused, dropped or active; nothing else changes.
    case ownStatus
    /// The caller takes a published course that takes students without a cohort.
    case joinsOpenCourse
    /// The caller's own enrollment, to dropped; nothing else changes.
    case ownDrop
    /// A row that can be deleted softly, and is.
    case softly

    // MARK: Discussions

    /// The caller teaches the row's course, and writes in the caller's own name.
    case teachingAuthor
    /// The caller is an active member of the row's cohort, and writes in the caller's own name.
    case activeAuthor
    /// As `activeAuthor`, to a post that is not locked.
    case activeAuthorUnlocked
    /// The caller's own text; nothing but the text changes.
    case authorContent
    /// As `authorContent`, unless the post is locked.
    case authorContentUnlocked
    /// The caller teaches the course; nothing but text, pin and lock changes.
    case teacherContent
    /// The caller's own post of a lesson; nothing but the pin changes, and a setting permits it.
    case authorPin

    // MARK: Money, coding and tests

    /// Where a setting confines teachers' payments to their own groups: the group is the caller's.
    case paymentScope
    /// The task is active, and not deleted.
    case activeTask
    /// The case is a sample of such a task.
    case sampleCase
    /// The test is active, and assigned to the caller, by name or by group, and the time for it is now.
    case assigned
    /// The attempt of a child, once it is graded; without the answers.
    case gradedChild
    /// The submission of a child: how it ended, without the code.
    case childSummary
    /// The caller's own attempt until it is handed in; it is not graded by that.
    case untilSubmitted
    /// Nothing but score and status changes.
    case scoreOnly
    /// The series is given to a group that the caller, or a child of the caller, is in.
    case ofOwnSeries

    // MARK: Names of other systems

    /// The row that is named can be read.
    case namedRow
}
