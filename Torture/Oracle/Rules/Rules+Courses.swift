internal import Records
package import SchoolModel

// Part 4.3 B and C of the schema.

extension Course: Modelled {
    package static let rules = Rules<Course>(
        references: [
            ReferenceRule("organizationId", .organization, .restrict) {
                $0.organizationID?.rawValue
            },
            ReferenceRule("createdBy", .user, .setNull({ $0.createdBy = nil })) {
                $0.createdBy?.rawValue
            },
        ],
        uniques: [
            UniqueRule("course.organization_name") {
                "\($0.organizationID?.rawValue ?? 0)/\($0.name.folded)"
            },
            UniqueRule("course.slug") { $0.slug },
        ]
    )
}

extension Module: Modelled {
    package static let rules = Rules<Module>(
        references: [ReferenceRule("courseId", .course, .cascade) { $0.courseID.rawValue }]
    )
}

extension Lesson: Modelled {
    package static let rules = Rules<Lesson>(
        references: [ReferenceRule("moduleId", .module, .cascade) { $0.moduleID.rawValue }],
        uniques: [
            UniqueRule("lesson.module_slug") { lesson in
                lesson.slug.map { "\(lesson.moduleID)/\($0)" }
            }
        ]
    )
}

extension Enrollment: Modelled {
    package static let rules = Rules<Enrollment>(
        references: [
            ReferenceRule("courseId", .course, .cascade) { $0.courseID.rawValue },
            ReferenceRule("studentId", .user, .cascade) { $0.studentID.rawValue },
            ReferenceRule("cohortId", .cohort, .setNull({ $0.cohortID = nil })) {
                $0.cohortID?.rawValue
            },
        ],
        uniques: [
            UniqueRule("key", "enrollment.course_student") { "\($0.courseID)/\($0.studentID)" }
        ]
    )
}

extension Cohort: Modelled {
    package static let rules = Rules<Cohort>(
        references: [
            ReferenceRule("courseId", .course, .cascade) { $0.courseID?.rawValue },
            ReferenceRule("organizationId", .organization, .restrict) {
                $0.organizationID?.rawValue
            },
            ReferenceRule(
                "academicProgramId",
                .academicProgram,
                .setNull({ $0.academicProgramID = nil })
            ) { $0.academicProgramID?.rawValue },
            ReferenceRule("tutorId", .user, .setNull({ $0.tutorID = nil })) {
                $0.tutorID?.rawValue
            },
        ],
        uniques: [
            UniqueRule("cohort.code") { $0.code?.folded },
            UniqueRule("cohort.course_name") { cohort in
                cohort.courseID.map { "\($0)/\(cohort.name.folded)" }
            },
        ]
    )
}

extension CohortMember: Modelled {
    package static let rules = Rules<CohortMember>(
        references: [
            ReferenceRule("cohortId", .cohort, .cascade) { $0.cohortID.rawValue },
            ReferenceRule("studentId", .user, .cascade) { $0.studentID.rawValue },
        ],
        uniques: [
            UniqueRule("key", "cohortMember.student_cohort") { "\($0.cohortID)/\($0.studentID)" }
        ]
    )
}

extension CohortSchedule: Modelled {
    package static let rules = Rules<CohortSchedule>(
        references: [
            ReferenceRule("cohortId", .cohort, .cascade) { $0.cohortID.rawValue },
            ReferenceRule("moduleId", .module, .cascade) { $0.moduleID.rawValue },
        ],
        uniques: [
            UniqueRule("key", "cohortSchedule.cohort_module") { "\($0.cohortID)/\($0.moduleID)" }
        ]
    )
}

extension LessonProgress: Modelled {
    package static let rules = Rules<LessonProgress>(
        references: [
            ReferenceRule("userId", .user, .cascade) { $0.userID.rawValue },
            ReferenceRule("lessonId", .lesson, .cascade) { $0.lessonID.rawValue },
            ReferenceRule("cohortId", .cohort, .setNull({ $0.cohortID = nil })) {
                $0.cohortID?.rawValue
            },
        ],
        uniques: [UniqueRule("key") { "\($0.userID)/\($0.lessonID)" }]
    )
}
