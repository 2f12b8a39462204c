extension MethodMessage {
    /// Every method, in the order in which the examples can be run one after another.
    public static let all: [MethodMessage] =
        session + server + questions + changes + courseChanges + institution + peopleChanges
        + logins + tests + series + money + coding + talk + imports + classes + operating
        + [adminStop]

    private static let session: [MethodMessage] = [
        initialize, initialized, ping, setTrace, cancelRequest, shutdown, exit,
    ]

    /// Those who log in go back before the next ones.
    private static let logins: [MethodMessage] = [
        sessionActAs, sessionMe, sessionLogin, sessionChangePassword, sessionLogout,
    ]

    private static let server: [MethodMessage] = [
        discover, serverHealth, serverVersion, serverStats, adminVerify, adminSelfTest, adminSchema,
        adminBatch,
        adminEnforceReferences, adminValidate,
        adminRecount,
        adminSubscribe, adminUnsubscribe, nameResolve, adminChecksum, adminClock, settingGet,
        settingSet,
    ]

    private static let questions: [MethodMessage] =
        [
            enrollmentListByStudent, enrollmentCheck, attendanceRange, cohortRoster, scheduleStatus,
            scheduleUnlocked, cohortGet, cohortList, groupList, studentList,
            enrollmentListByCourse, enrollmentGet, cohortMembers, cohortStats, cohortLookups,
            scheduleList, scheduleNext, scheduleCalendar, groupGet, groupMembers, groupListByUser,
        ] + people + courses + logs

    private static let people: [MethodMessage] = [
        organizationList, organizationGet, programList, userList, userGet, studentGet,
        teacherList, parentList, teacherGet, studentCourses,
    ]

    private static let courses: [MethodMessage] = [
        courseList, courseGet, moduleList, moduleGet, lessonList, lessonGet,
        courseAvailableCohorts, lessonNext, lessonAccess, enrollmentStats,
    ]

    private static let logs: [MethodMessage] = [
        logByGroup, logByStudent, logByUser, logByPerformer, logByAction, logRecent, logGet,
        logCount, adminExplain,
    ]

    private static let changes: [MethodMessage] = [
        userCreate, studentCreate, courseCreate, moduleCreate, lessonCreate,
        cohortCreate, cohortUpdate, cohortEnroll, cohortUnenroll,
        cohortSetMemberStatus,
        enrollmentCreate, enrollmentUpdate, enrollmentRemove,
        scheduleSet, scheduleGenerate, progressSet,
        groupCreate, groupAddStudents,
        attendanceSet, attendanceBulkSet, attendanceMarkAll,
    ]

    private static let operating: [MethodMessage] = [
        adminSeed, adminBackup, adminCompact, adminMigrate, adminStats,
    ]

    private static let courseChanges: [MethodMessage] = [
        courseUpdate, coursePublish, courseDelete, moduleUpdate, moduleReorder, moduleDelete,
        lessonUpdate, lessonReorder, lessonDelete,
    ]

    private static let institution: [MethodMessage] = [
        organizationCreate, organizationUpdate, organizationDelete, programCreate, programGet,
        programUpdate, programDelete, applicationCreate, applicationGet, applicationList,
        applicationDecide, refSet, refResolve, refList,
    ]

    private static let peopleChanges: [MethodMessage] = [
        userUpdate, userSetActive, studentUpdate, studentSetCourse, studentDelete,
        studentRestore, studentHardDelete, parentLink, parentChildren, parentUnlink, userDelete,
        userRestore, enrollmentBulkCreate, enrollmentBulkRemove,
    ]

    private static let tests: [MethodMessage] = [
        testCreate, testGet, testUpdate, testList, testSetAnswerKey, testGetAnswerKey,
        testAssign, testAssignments, testAvailable, testStart, testSaveAnswers, testSubmit,
        testGrade, testAttempts, testAddResult, testResults, testUnassign, testDelete,
        testRestore,
    ]

    private static let series: [MethodMessage] = [
        testSeriesCreate, testSeriesUpdate, testSeriesList, testSeriesSetTests,
        groupAddTestSeries, groupTestSeries, testSeriesAvailableTo, testSeriesAccess,
        groupRemoveTestSeries, testSeriesDelete,
    ]

    private static let money: [MethodMessage] = [
        paymentCreate, paymentGet, paymentUpdate, paymentList, paymentDelete, paymentRestore,
        paymentSummary, balanceGet, balanceAdjust, balanceLedger, paymentLowBalance,
        attendanceFinalize, attendanceUnlock,
    ]

    private static let coding: [MethodMessage] = [
        codingTopicCreate, codingTopicList, codingTaskCreate, codingTaskGet, codingTaskUpdate,
        codingTaskList, codingTestCaseSet, codingTestCaseList, codingTestCaseDelete,
        codingImport, codingExport, codingSubmissionCreate, codingSubmissionGet,
        codingSubmissionList, codingRanking, codingProgress, codingTaskDelete,
        codingTaskRestore, codingTopicArchive, codingTopicDelete,
    ]

    private static let talk: [MethodMessage] = [
        discussionPost, discussionEdit, discussionPin, discussionList, discussionThread,
        discussionByUser, discussionDelete, forumPost, forumEdit, forumPin, forumReply,
        forumEditReply, forumLock, forumList, forumGet, forumReplies, forumDeleteReply,
        forumDelete, courseTeacherAdd, courseTeacherList, courseTeacherRemove,
    ]

    private static let imports: [MethodMessage] = [
        importUsers, importCohorts, importCohortMembers, importLegacyGroups, importAttendance,
        importPayments,
        importLegacyLog, importBegin, importRows, importFinish, enrollmentAudit,
        enrollmentBackfill, adminBackfillCohorts, adminExport,
        adminImport,
    ]

    private static let classes: [MethodMessage] = [
        cohortBulkEnroll, cohortTransfer, cohortArchive, cohortUnarchive, cohortRosterCSV,
        cohortAnalytics, cohortRefreshRoster, cohortDelete,
        scheduleShift, scheduleRemove, progressGet, progressListByCohort, progressSummary,
        groupUpdate, groupSetActive, groupReorder, groupExplainAdd, groupAssignTeacher,
        groupRemoveTeacher, groupMoveStudent, groupRemoveStudent, groupActivateMember,
        groupDelete, groupRestore, groupHardDelete,
        attendanceGrid, attendanceDay, attendanceMonthly, attendanceStudentSummary,
        attendanceLessonDates, attendanceClear,
    ]
}
