// What becomes of students.
extension MethodMessage {
    public static let studentGet = MethodMessage(
        "student/get",
        "One student, with groups, courses, cohorts and parents.",
        .reads,
        [
            .optional("id", .id("user"), "which; whoever is logged in unless told"),
            .fields,
        ],
        answers: .extended(
            "User",
            .student + [
                (
                    "groups",
                    .array(
                        .extended(
                            "GroupMembership",
                            [
                                ("groupName", .nullable(.text)),
                                ("displayName", .nullable(.text)),
                            ]
                        )
                    )
                ),
                ("courses", .array(.named("EnrollmentRow"))),
                (
                    "cohorts",
                    .array(.extended("CohortMember", [("cohortName", .nullable(.text))]))
                ),
                (
                    "parents",
                    .array(
                        .extended(
                            "ParentLink",
                            [
                                ("fullName", .nullable(.text)), ("email", .nullable(.text)),
                                ("phone", .nullable(.text)),
                            ]
                        )
                    )
                ),
            ]
        ),
        errors: ["notFound"],
        example: #"{"id":3}"#
    )

    public static let studentUpdate = MethodMessage(
        "student/update",
        "Changes a student; courseName or courseId enrolls beside the courses that are taken already.",
        .writes,
        .update(of: "user") + .rehearsal,
        answers: .extended("User", .student),
        errors: [
            "notFound", "staleVersion", "unique", "checkFailed", "referenceMissing", "deleted",
            "roleMismatch",
        ],
        example: #"{"id":15,"patch":{"grade":"9A","courseName":"Fizika 9","teamName":"Ulduz"}}"#
    )

    public static let studentSetCourse = MethodMessage(
        "student/setCourse",
        "Makes sure that a student takes a course, and no other if told so.",
        .writes,
        [
            .required("id", .id("user"), "who"),
            .optional("courseId", .id("course"), "what; this or its name"),
            .optional("courseName", .text, "what; this or its id"),
            .optional("exclusive", .boolean, "whether all others become inactive"),
        ] + .rehearsal,
        answers: .object([
            ("enrollment", .named("Enrollment")), ("deactivated", .array(.named("Enrollment"))),
        ]),
        errors: ["notFound", "roleMismatch", "deleted"],
        example: #"{"id":15,"courseName":"riyaziyyat 9"}"#
    )

    public static let studentDelete = MethodMessage(
        "student/delete",
        "Hides a student, and closes the login; all history stays.",
        .writes,
        [.required("id", .id("user"), "who")] + .rehearsal,
        answers: .extended("User", .student),
        errors: ["notFound", "deleted", "roleMismatch"],
        example: #"{"id":15}"#
    )

    public static let studentRestore = MethodMessage(
        "student/restore",
        "Brings a hidden student back, as active as before.",
        .writes,
        [.required("id", .id("user"), "who")] + .rehearsal,
        answers: .extended("User", .student),
        errors: ["notFound", "notDeleted", "roleMismatch"],
        example: #"{"id":15}"#
    )

    public static let studentHardDelete = MethodMessage(
        "student/hardDelete",
        "Deletes a student for good, or takes away all that names the student.",
        .writes,
        [
            .required("id", .id("user"), "who"),
            .optional(
                "mode",
                .oneOf(["auto", "purge", "anonymize"]),
                "auto, unless told: refused while there are marks, payments or attempts"
            ),
            .optional("orphans", .boolean, "whether parents without another child go too"),
        ] + .rehearsal,
        answers: .object([
            ("outcome", .oneOf(["deleted", "anonymized"])), ("deleted", .map(.integer)),
            ("marks", .integer), ("orphans", .array(.id("user"))),
        ]),
        errors: ["notFound", "hasHistory", "hasDependents", "roleMismatch"],
        example: #"{"id":3,"mode":"anonymize","dryRun":true}"#
    )

    public static let studentCourses = MethodMessage(
        "student/courses",
        "What courses are called, by their folded names: for courseName.",
        .reads,
        [.optional("organizationId", .id("organization"), "only those of an organisation")]
            + .page(),
        answers: .list(of: .object([("id", .id("course")), ("name", .text)])),
        errors: ["notFound", "badCursor"]
    )
}
