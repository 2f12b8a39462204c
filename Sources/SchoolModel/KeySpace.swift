public import Records

// The registry of stored numbers. A line is never changed and its number never used again: the stores
// that exist hold it. Tests/SchoolModelTests keeps a copy and refuses both. What lies at a place is told
// by the on-disk page of Storage.

extension Tag {
    /// What a cohort owns.
    @inlinable public static var cohort: Tag { Tag(0x01, owner: .id) }
    /// What a course owns.
    @inlinable public static var course: Tag { Tag(0x02, owner: .id) }
    /// What a person owns.
    @inlinable public static var user: Tag { Tag(0x03, owner: .id) }
    /// A group's class registers.
    @inlinable public static var sheets: Tag { Tag(0x06, owner: .id) }
    /// What a person did.
    @inlinable public static var performer: Tag { Tag(0x05, owner: .id) }
    /// What happened on a date.
    @inlinable public static var lessonDate: Tag { Tag(0x04, owner: .day) }
    /// What a group owns, but for its registers.
    @inlinable public static var group: Tag { Tag(0x07, owner: .id) }
    /// What an organisation owns; 0 stands for none.
    @inlinable public static var organization: Tag { Tag(0x08, owner: .id) }
    /// What a module owns.
    @inlinable public static var module: Tag { Tag(0x09, owner: .id) }
    /// What a lesson owns.
    @inlinable public static var lesson: Tag { Tag(0x0a, owner: .id) }
    /// What a forum post owns.
    @inlinable public static var forumPost: Tag { Tag(0x0e, owner: .id) }
    /// What a coding task owns.
    @inlinable public static var codingTask: Tag { Tag(0x0f, owner: .id) }
    /// What a test owns.
    @inlinable public static var test: Tag { Tag(0x10, owner: .id) }
    /// What a series of tests owns.
    @inlinable public static var testSeries: Tag { Tag(0x11, owner: .id) }
}

extension Place {
    @inlinable public static var cohort: Place { Place(.cohort, 0x00) }
    @inlinable public static var cohortMembers: Place { Place(.cohort, 0x05) }
    @inlinable public static var cohortSchedules: Place { Place(.cohort, 0x08) }
    @inlinable public static var cohortScheduleDates: Place { Place(.cohort, 0x09) }
    @inlinable public static var cohortProgress: Place { Place(.cohort, 0x0a) }
    @inlinable public static var cohortLog: Place { Place(.cohort, 0x19) }
    @inlinable public static var cohortCounters: Place { Place(.cohort, 0x28) }
    @inlinable public static var cohortAttempts: Place { Place(.cohort, 0x0b) }
    @inlinable public static var cohortDiscussions: Place { Place(.cohort, 0x0c) }
    @inlinable public static var cohortForum: Place { Place(.cohort, 0x0d) }

    @inlinable public static var course: Place { Place(.course, 0x00) }
    @inlinable public static var courseModules: Place { Place(.course, 0x01) }
    @inlinable public static var courseStudents: Place { Place(.course, 0x07) }
    @inlinable public static var courseCohorts: Place { Place(.course, 0x08) }
    @inlinable public static var courseCohortNames: Place { Place(.course, 0x0b) }
    @inlinable public static var courseCounters: Place { Place(.course, 0x28) }
    @inlinable public static var courseTeachers: Place { Place(.course, 0x02) }
    @inlinable public static var courseForum: Place { Place(.course, 0x03) }
    @inlinable public static var courseLegacy: Place { Place(.course, 0x04) }

    @inlinable public static var userCohorts: Place { Place(.user, 0x02) }
    @inlinable public static var userEnrollments: Place { Place(.user, 0x06) }
    @inlinable public static var userSheetGroups: Place { Place(.user, 0x15) }
    @inlinable public static var userLog: Place { Place(.user, 0x17) }
    @inlinable public static var user: Place { Place(.user, 0x1a) }
    @inlinable public static var studentProfile: Place { Place(.user, 0x1b) }
    @inlinable public static var parentProfile: Place { Place(.user, 0x1c) }
    @inlinable public static var teacherProfile: Place { Place(.user, 0x1d) }
    @inlinable public static var parentLinks: Place { Place(.user, 0x1e) }
    @inlinable public static var studentParents: Place { Place(.user, 0x1f) }
    @inlinable public static var userApplication: Place { Place(.user, 0x20) }
    @inlinable public static var userProgress: Place { Place(.user, 0x21) }
    @inlinable public static var userGroups: Place { Place(.user, 0x22) }
    @inlinable public static var createdCourses: Place { Place(.user, 0x23) }
    @inlinable public static var tutoredCohorts: Place { Place(.user, 0x24) }
    @inlinable public static var taughtGroups: Place { Place(.user, 0x25) }
    @inlinable public static var taughtCourses: Place { Place(.user, 0x26) }
    @inlinable public static var studentPayments: Place { Place(.user, 0x27) }
    @inlinable public static var studentBalance: Place { Place(.user, 0x29) }
    @inlinable public static var lessonCharges: Place { Place(.user, 0x2a) }
    @inlinable public static var studentSubmissions: Place { Place(.user, 0x2b) }
    @inlinable public static var studentCoding: Place { Place(.user, 0x2c) }
    @inlinable public static var studentAssignments: Place { Place(.user, 0x2d) }
    @inlinable public static var studentAttempts: Place { Place(.user, 0x2e) }
    @inlinable public static var studentResults: Place { Place(.user, 0x2f) }
    @inlinable public static var userDiscussions: Place { Place(.user, 0x30) }
    @inlinable public static var userForum: Place { Place(.user, 0x31) }
    @inlinable public static var userReplies: Place { Place(.user, 0x32) }
    @inlinable public static var userLegacy: Place { Place(.user, 0x33) }
    @inlinable public static var performerLog: Place { Place(.performer, 0x18) }

    @inlinable public static var group: Place { Place(.group, 0x00) }
    @inlinable public static var groupLog: Place { Place(.group, 0x19) }
    @inlinable public static var groupMembers: Place { Place(.group, 0x21) }
    @inlinable public static var groupCounters: Place { Place(.group, 0x28) }
    @inlinable public static var groupTestSeries: Place { Place(.group, 0x22) }
    @inlinable public static var groupLessonsHeld: Place { Place(.group, 0x23) }
    @inlinable public static var groupPayments: Place { Place(.group, 0x24) }
    @inlinable public static var groupBalance: Place { Place(.group, 0x25) }
    @inlinable public static var groupAssignments: Place { Place(.group, 0x26) }
    @inlinable public static var groupResults: Place { Place(.group, 0x27) }

    @inlinable public static var organization: Place { Place(.organization, 0x00) }
    @inlinable public static var organizationChildren: Place { Place(.organization, 0x01) }
    @inlinable public static var organizationPrograms: Place { Place(.organization, 0x02) }
    @inlinable public static var organizationUsers: Place { Place(.organization, 0x03) }
    @inlinable public static var organizationUserCodes: Place { Place(.organization, 0x04) }
    @inlinable public static var organizationCourses: Place { Place(.organization, 0x05) }
    @inlinable public static var organizationCohorts: Place { Place(.organization, 0x06) }
    @inlinable public static var organizationGroups: Place { Place(.organization, 0x07) }
    @inlinable public static var organizationStudents: Place { Place(.organization, 0x08) }
    @inlinable public static var organizationTopics: Place { Place(.organization, 0x09) }
    @inlinable public static var organizationTasks: Place { Place(.organization, 0x0a) }
    @inlinable public static var organizationTests: Place { Place(.organization, 0x0b) }
    @inlinable public static var organizationSeries: Place { Place(.organization, 0x0c) }

    @inlinable public static var module: Place { Place(.module, 0x00) }
    @inlinable public static var moduleLessons: Place { Place(.module, 0x02) }
    @inlinable public static var moduleLessonSlugs: Place { Place(.module, 0x03) }
    @inlinable public static var moduleSchedules: Place { Place(.module, 0x04) }
    @inlinable public static var lesson: Place { Place(.lesson, 0x00) }
    @inlinable public static var lessonProgress: Place { Place(.lesson, 0x01) }
    @inlinable public static var lessonDiscussions: Place { Place(.lesson, 0x02) }

    @inlinable public static var storeHeader: Place { Place(.store, 0x00) }
    @inlinable public static var settings: Place { Place(.store, 0x02) }
    @inlinable public static var externalRefs: Place { Place(.store, 0x03) }
    @inlinable public static var rowExternalRefs: Place { Place(.store, 0x04) }
    @inlinable public static var userEmails: Place { Place(.store, 0x05) }
    @inlinable public static var organizationSlugs: Place { Place(.store, 0x06) }
    @inlinable public static var courseSlugs: Place { Place(.store, 0x07) }
    @inlinable public static var publishedCourses: Place { Place(.store, 0x08) }
    @inlinable public static var cohortCodes: Place { Place(.store, 0x09) }
    @inlinable public static var cohortsByStatus: Place { Place(.store, 0x0a) }
    @inlinable public static var cohortsByStart: Place { Place(.store, 0x0b) }
    @inlinable public static var cohortsByCreation: Place { Place(.store, 0x0c) }
    @inlinable public static var scheduledUnlocks: Place { Place(.store, 0x0d) }
    @inlinable public static var usersByRole: Place { Place(.store, 0x0e) }
    @inlinable public static var program: Place { Place(.store, 0x10) }
    @inlinable public static var programCohorts: Place { Place(.store, 0x12) }
    @inlinable public static var courseGroups: Place { Place(.store, 0x13) }
    @inlinable public static var payment: Place { Place(.store, 0x14) }
    @inlinable public static var paymentDates: Place { Place(.store, 0x15) }
    @inlinable public static var paymentReceipts: Place { Place(.store, 0x16) }
    @inlinable public static var paymentBalance: Place { Place(.store, 0x17) }
    @inlinable public static var codingTopic: Place { Place(.store, 0x18) }
    @inlinable public static var topicTasks: Place { Place(.store, 0x19) }
    @inlinable public static var codingTestCase: Place { Place(.store, 0x1a) }
    @inlinable public static var codingSubmission: Place { Place(.store, 0x1b) }
    @inlinable public static var submissionTimes: Place { Place(.store, 0x1c) }
    @inlinable public static var testKinds: Place { Place(.store, 0x1d) }
    @inlinable public static var testAssignment: Place { Place(.store, 0x1e) }
    @inlinable public static var testAttempt: Place { Place(.store, 0x1f) }
    @inlinable public static var testResult: Place { Place(.store, 0x20) }
    @inlinable public static var lessonDiscussion: Place { Place(.store, 0x21) }
    @inlinable public static var discussionAnswers: Place { Place(.store, 0x22) }
    @inlinable public static var forumReply: Place { Place(.store, 0x23) }
    @inlinable public static var legacyGroupMember: Place { Place(.store, 0x24) }
    @inlinable public static var cohortsByCode: Place { Place(.store, 0x40) }
    @inlinable public static var scheduledLocks: Place { Place(.store, 0x41) }
    @inlinable public static var changeHorizon: Place { Place(.store, 0xff) }

    @inlinable public static var forumPost: Place { Place(.forumPost, 0x00) }
    @inlinable public static var forumReplies: Place { Place(.forumPost, 0x01) }
    @inlinable public static var forumCounters: Place { Place(.forumPost, 0x28) }

    @inlinable public static var codingTask: Place { Place(.codingTask, 0x00) }
    @inlinable public static var taskCases: Place { Place(.codingTask, 0x01) }
    @inlinable public static var taskSubmissions: Place { Place(.codingTask, 0x02) }
    @inlinable public static var taskProgress: Place { Place(.codingTask, 0x03) }

    @inlinable public static var test: Place { Place(.test, 0x00) }
    @inlinable public static var testKey: Place { Place(.test, 0x01) }
    @inlinable public static var testAssignments: Place { Place(.test, 0x02) }
    @inlinable public static var testAttempts: Place { Place(.test, 0x03) }
    @inlinable public static var testInSeries: Place { Place(.test, 0x04) }

    @inlinable public static var testSeries: Place { Place(.testSeries, 0x00) }
    @inlinable public static var seriesTests: Place { Place(.testSeries, 0x01) }
    @inlinable public static var seriesGroups: Place { Place(.testSeries, 0x02) }

    @inlinable public static var sheets: Place { Place(.sheets, 0x13) }
    @inlinable public static var dateSheets: Place { Place(.lessonDate, 0x14) }
    @inlinable public static var activityLog: Place { Place(.changes, 0x00) }
}

extension Table {
    @inlinable public static var organization: Table { Table(1, "organization") }
    @inlinable public static var academicProgram: Table { Table(2, "academicProgram") }
    @inlinable public static var user: Table { Table(3, "user") }
    @inlinable public static var studentProfile: Table { Table(4, "studentProfile") }
    @inlinable public static var parentProfile: Table { Table(5, "parentProfile") }
    @inlinable public static var teacherProfile: Table { Table(6, "teacherProfile") }
    @inlinable public static var parentLink: Table { Table(7, "parentLink") }
    @inlinable public static var application: Table { Table(8, "application") }
    @inlinable public static var course: Table { Table(9, "course") }
    @inlinable public static var module: Table { Table(10, "module") }
    @inlinable public static var lesson: Table { Table(11, "lesson") }
    @inlinable public static var enrollment: Table { Table(12, "enrollment") }
    @inlinable public static var cohort: Table { Table(13, "cohort") }
    @inlinable public static var cohortMember: Table { Table(14, "cohortMember") }
    @inlinable public static var cohortSchedule: Table { Table(15, "cohortSchedule") }
    @inlinable public static var lessonProgress: Table { Table(16, "lessonProgress") }
    @inlinable public static var group: Table { Table(17, "group") }
    @inlinable public static var groupMembership: Table { Table(18, "groupMembership") }
    @inlinable public static var attendanceSheet: Table { Table(19, "attendanceSheet") }
    @inlinable public static var activityLog: Table { Table(20, "activityLog") }
    @inlinable public static var externalRef: Table { Table(21, "externalRef") }
    @inlinable public static var setting: Table { Table(22, "setting") }
    @inlinable public static var courseTeacher: Table { Table(23, "courseTeacher") }
    @inlinable public static var testSeries: Table { Table(24, "testSeries") }
    @inlinable public static var test: Table { Table(25, "test") }
    @inlinable public static var testSeriesItem: Table { Table(26, "testSeriesItem") }
    @inlinable public static var groupTestSeries: Table { Table(27, "groupTestSeries") }
    @inlinable public static var lessonHeld: Table { Table(28, "lessonHeld") }
    @inlinable public static var payment: Table { Table(29, "payment") }
    @inlinable public static var balanceEntry: Table { Table(30, "balanceEntry") }
    @inlinable public static var codingTopic: Table { Table(31, "codingTopic") }
    @inlinable public static var codingTask: Table { Table(32, "codingTask") }
    @inlinable public static var codingTestCase: Table { Table(33, "codingTestCase") }
    @inlinable public static var codingSubmission: Table { Table(34, "codingSubmission") }
    @inlinable public static var codingProgress: Table { Table(35, "codingProgress") }
    @inlinable public static var testAnswerKey: Table { Table(36, "testAnswerKey") }
    @inlinable public static var testAssignment: Table { Table(37, "testAssignment") }
    @inlinable public static var testAttempt: Table { Table(38, "testAttempt") }
    @inlinable public static var testResult: Table { Table(39, "testResult") }
    @inlinable public static var lessonDiscussion: Table { Table(40, "lessonDiscussion") }
    @inlinable public static var forumPost: Table { Table(41, "forumPost") }
    @inlinable public static var forumReply: Table { Table(42, "forumReply") }
    @inlinable public static var legacyGroupMember: Table { Table(43, "legacyGroupMember") }
}
