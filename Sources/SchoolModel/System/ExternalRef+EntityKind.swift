public import Records

/// Nothing but the `id` that an external reference leads to: its table is told by the `EntityKind`.
public enum AnyRow {}

/// The table that an external reference leads to; the same numbers and names as in the registry.
public enum EntityKind: UInt8, FieldEnum {
    case organization = 1
    case academicProgram = 2
    case user = 3
    case studentProfile = 4
    case parentProfile = 5
    case teacherProfile = 6
    case parentLink = 7
    case application = 8
    case course = 9
    case module = 10
    case lesson = 11
    case enrollment = 12
    case cohort = 13
    case cohortMember = 14
    case cohortSchedule = 15
    case lessonProgress = 16
    case group = 17
    case groupMembership = 18
    case attendanceSheet = 19
    case activityLog = 20
    case externalRef = 21
    case setting = 22
    case courseTeacher = 23
    case testSeries = 24
    case test = 25
    case testSeriesItem = 26
    case groupTestSeries = 27
    case lessonHeld = 28
    case payment = 29
    case balanceEntry = 30
    case codingTopic = 31
    case codingTask = 32
    case codingTestCase = 33
    case codingSubmission = 34
    case codingProgress = 35
    case testAnswerKey = 36
    case testAssignment = 37
    case testAttempt = 38
    case testResult = 39
    case lessonDiscussion = 40
    case forumPost = 41
    case forumReply = 42
    case legacyGroupMember = 43

    /// Not the list of cases: a new table leaves the rows that exist as they are.
    public static var fieldType: String { "table" }

    public static var missing: EntityKind { .organization }

    public var name: StaticString { table.name }

    /// The line of the registry.
    public var table: Table {
        switch self {
        case .organization: .organization
        case .academicProgram: .academicProgram
        case .user: .user
        case .studentProfile: .studentProfile
        case .parentProfile: .parentProfile
        case .teacherProfile: .teacherProfile
        case .parentLink: .parentLink
        case .application: .application
        case .course: .course
        case .module: .module
        case .lesson: .lesson
        case .enrollment: .enrollment
        case .cohort: .cohort
        case .cohortMember: .cohortMember
        case .cohortSchedule: .cohortSchedule
        case .lessonProgress: .lessonProgress
        case .group: .group
        case .groupMembership: .groupMembership
        case .attendanceSheet: .attendanceSheet
        case .activityLog: .activityLog
        case .externalRef: .externalRef
        case .setting: .setting
        case .courseTeacher: .courseTeacher
        case .testSeries: .testSeries
        case .test: .test
        case .testSeriesItem: .testSeriesItem
        case .groupTestSeries: .groupTestSeries
        case .lessonHeld: .lessonHeld
        case .payment: .payment
        case .balanceEntry: .balanceEntry
        case .codingTopic: .codingTopic
        case .codingTask: .codingTask
        case .codingTestCase: .codingTestCase
        case .codingSubmission: .codingSubmission
        case .codingProgress: .codingProgress
        case .testAnswerKey: .testAnswerKey
        case .testAssignment: .testAssignment
        case .testAttempt: .testAttempt
        case .testResult: .testResult
        case .lessonDiscussion: .lessonDiscussion
        case .forumPost: .forumPost
        case .forumReply: .forumReply
        case .legacyGroupMember: .legacyGroupMember
        }
    }
}
