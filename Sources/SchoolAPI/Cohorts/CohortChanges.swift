// What happens to a cohort as a whole, and to many of its members at once.
extension MethodMessage {
    public static let cohortArchive = MethodMessage(
        "cohort/archive",
        "Puts a cohort away: it takes no students, whatever its dates say.",
        .writes,
        [.required("id", .id("cohort"), "which")],
        answers: .extended("Cohort", [("warnings", .array(.text))]),
        errors: ["notFound"],
        example: #"{"id":2}"#
    )

    public static let cohortUnarchive = MethodMessage(
        "cohort/unarchive",
        "Takes a cohort out of the archive: from now on it is what its dates say.",
        .writes,
        [.required("id", .id("cohort"), "which")],
        answers: .extended("Cohort", [("warnings", .array(.text))]),
        errors: ["notFound"],
        example: #"{"id":2}"#
    )

    public static let cohortDelete = MethodMessage(
        "cohort/delete",
        "Deletes a cohort with its members, schedules and talk; what students have done survives.",
        .writes,
        [
            .required("id", .id("cohort"), "which"),
            .optional("force", .boolean, "although more than 50,000 rows go with it"),
        ] + .rehearsal,
        answers: .object([("deleted", .map(.integer))]),
        errors: ["notFound", "hasDependents"],
        example: #"{"id":2,"dryRun":true}"#
    )

    public static let cohortBulkEnroll = MethodMessage(
        "cohort/bulkEnroll",
        "Gives many students a seat in a cohort, as long as there are any; those who left come back.",
        .writes,
        [
            .required("cohortId", .id("cohort"), "where"),
            .optional("studentIds", .array(.id("user")), "who; this, emails or csv"),
            .optional("emails", .array(.text), "who"),
            .optional(
                "csv",
                .text,
                "who: a line for each, with an e-mail or an id in the column email or studentId"
            ),
            .optional("atomic", .boolean, "whether one refusal refuses all; true unless told"),
        ] + .rehearsal,
        answers: .object([
            ("created", .integer), ("reactivated", .integer), ("already", .integer),
            ("createdIds", .array(.id("user"))), ("reactivatedIds", .array(.id("user"))),
            ("alreadyIds", .array(.id("user"))), ("failed", .array(.failedItem)),
        ]),
        errors: [
            "notFound", "referenceMissing", "roleMismatch", "cohortNotOpen", "cohortFull",
            "deleted", "tooLarge",
        ],
        example: #"{"cohortId":2,"emails":["sagird4@merkez.az","sagird5@merkez.az"]}"#
    )

    public static let cohortTransfer = MethodMessage(
        "cohort/transfer",
        "Moves a student from one cohort of a course to another, with the lessons that are done.",
        .writes,
        [
            .required("studentId", .id("user"), "who"),
            .required("from", .id("cohort"), "from which cohort"),
            .required("to", .id("cohort"), "to which cohort of the same course"),
        ] + .rehearsal,
        answers: .object([
            ("origin", .named("CohortMember")), ("destination", .named("CohortMember")),
            ("enrollment", .nullable(.named("Enrollment"))),
        ]),
        errors: ["notFound", "checkFailed", "cohortNotOpen", "cohortFull", "alreadyEnrolled"],
        example: #"{"studentId":8,"from":1,"to":2}"#
    )

    public static let cohortRefreshRoster = MethodMessage(
        "cohort/refreshRoster",
        "Counts again what members have done; a healthy store needs no corrections.",
        .writes,
        [.optional("cohortId", .id("cohort"), "whose; all cohorts unless told")] + .rehearsal,
        answers: .object([("recomputed", .integer), ("corrected", .integer)]),
        errors: ["notFound"],
        example: #"{"cohortId":1}"#
    )
}
