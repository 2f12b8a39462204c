extension PolicyTable {
    /// POL-08, POL-09: courses, and who takes them.
    static let courses: [PolicyRow] = [
        PolicyRow(
            "POL-08",
            .course,
            admin: .all(.everything),
            teacher: [
                .read: [.publishedCourse, .ownCourse], .create: [.everything],
                .update: [.ownCourse], .delete: [.ownCourse],
            ],
            student: .reads(.publishedCourse),
            parent: .reads(.publishedCourse)
        ),
        // To add to a course is to change it: a module, a lesson and a second teacher want its owner.
        PolicyRow(
            "POL-08",
            .courseTeacher,
            admin: .all(.everything),
            teacher: [
                .read: [.publishedCourse, .ownCourse], .create: [.ownCourse],
                .update: [.ownCourse], .delete: [.ownCourse],
            ],
            student: .reads(.publishedCourse),
            parent: .reads(.publishedCourse)
        ),
        PolicyRow(
            "POL-08",
            .module,
            admin: .all(.everything),
            teacher: [
                .read: [.publishedCourse, .ownCourse], .create: [.ownCourse],
                .update: [.ownCourse], .delete: [.ownCourse],
            ],
            student: .reads(.publishedCourse),
            parent: .reads(.publishedCourse)
        ),
        PolicyRow(
            "POL-08",
            .lesson,
            admin: .all(.everything),
            teacher: [
                .read: [.preview, .ownCourse], .create: [.ownCourse], .update: [.ownCourse],
                .delete: [.ownCourse],
            ],
            student: .reads(.preview, .enrolled),
            parent: .reads(.preview)
        ),
        PolicyRow(
            "POL-09",
            .enrollment,
            admin: .all(.everything),
            teacher: .all(.ownCourse),
            student: [.read: [.ownRow], .create: [.joinsOpenCourse], .update: [.ownDrop]],
            parent: .reads(.child)
        ),
    ]

    /// POL-01, POL-02, POL-03, POL-10: cohorts, who is in them, and how far.
    static let cohorts: [PolicyRow] = [
        PolicyRow(
            "POL-01",
            .cohort,
            admin: .all(.everything),
            teacher: .all(.ownCourse, .ownClass),
            student: .reads(.openCohort, .memberOfCohort),
            parent: .reads(.openCohort, .childInCohort)
        ),
        PolicyRow(
            "POL-02",
            .cohortMember,
            admin: .all(.everything),
            teacher: .all(.ownCourse, .ownClass),
            student: [.read: [.ownRow], .create: [.joinsOpenCohort], .update: [.ownStatus]],
            parent: .reads(.child)
        ),
        PolicyRow(
            "POL-03",
            .cohortSchedule,
            admin: .all(.everything),
            teacher: .all(.ownCourse),
            student: .reads(.memberOfCohort),
            parent: .reads(.childInCohort)
        ),
        PolicyRow(
            "POL-10",
            .lessonProgress,
            admin: [.read: [.everything], .create: [.everything], .delete: [.everything]],
            teacher: .reads(.ownCourse),
            student: [.read: [.ownRow], .create: [.ownRow], .update: [.ownRow]],
            parent: .reads(.child)
        ),
    ]

    /// POL-04, POL-05, POL-06, POL-07: what is said about lessons and in forums.
    static let talks: [PolicyRow] = [
        PolicyRow(
            "POL-04",
            .lessonDiscussion,
            admin: [.read: [.everything], .delete: [.everything]],
            teacher: [
                .read: [.ownCourse], .create: [.teachingAuthor],
                .update: [.teacherContent, .authorContent, .authorPin],
                .delete: [.author, .ownCourse],
            ],
            student: [
                .read: [.attending], .create: [.activeAuthor],
                .update: [.authorContent, .authorPin], .delete: [.author],
            ]
        ),
        PolicyRow(
            "POL-05",
            .forumPost,
            admin: [.read: [.everything], .delete: [.everything]],
            teacher: [
                .read: [.ownCourse], .create: [.teachingAuthor],
                .update: [.teacherContent, .authorContentUnlocked],
                .delete: [.author, .ownCourse],
            ],
            student: [
                .read: [.attending], .create: [.activeAuthor],
                .update: [.authorContentUnlocked], .delete: [.author],
            ]
        ),
        PolicyRow(
            "POL-06",
            .forumReply,
            admin: [.read: [.everything], .delete: [.everything]],
            teacher: [
                .read: [.ownCourse], .create: [.teachingAuthor],
                .update: [.teacherContent, .authorContent], .delete: [.author, .ownCourse],
            ],
            student: [
                .read: [.attending], .create: [.activeAuthorUnlocked],
                .update: [.authorContent], .delete: [.author],
            ]
        ),
    ]
}
