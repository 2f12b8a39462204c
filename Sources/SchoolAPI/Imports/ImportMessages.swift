extension MethodMessage {
    public static let importUsers = importing(
        "import/users",
        "Adds or changes people, each with a course and a parent where the row names them.",
        example:
            #"{"text":"fullName,email,grade,parentEmail\nAydan Sultanova,aydan@merkez.az,9a,sultanova@merkez.az\n"}"#
    )

    public static let importCohorts = importing(
        "import/cohorts",
        "Adds or changes classes and runs of courses.",
        [
            .optional(
                "onDuplicate",
                .oneOf(["report", "suffix"]),
                "whether a second row with a code is skipped, or gets a code of its own: 923-s#2"
            ),
            .optional("guessYear", .boolean, "whether the year may be guessed from the name"),
        ],
        example:
            #"{"source":"edu","text":"id,group_name,education_level,start_year\n1,923-s,Bakalavr,2023\n"}"#
    )

    public static let importCohortMembers = importing(
        "import/cohortMembers",
        "Adds or changes the students of cohorts.",
        example:
            #"{"text":"cohort,student,enrollment_date\n923-s,aydan@merkez.az,2023-09-15\n"}"#
    )

    public static let importLegacyGroups = importing(
        "import/legacyGroups",
        "Keeps the memberships of old groups, for the audit of enrollments.",
        example:
            #"{"text":"group,course,user,active\nG1,Riyaziyyat 9,aydan@merkez.az,true\n"}"#
    )

    public static let importAttendance = importing(
        "import/attendance",
        "Sets marks of registers.",
        example:
            #"{"text":"group,student,date,status\nQrup 1,sagird1@merkez.az,2026-10-14,present\n"}"#
    )

    public static let importPayments = importing(
        "import/payments",
        "Notes payments, each known again by the source's id or by the number of its receipt.",
        example:
            #"{"text":"student,date,amount,status,receipt\nsagird1@merkez.az,2026-10-05,80.00,pending,QB-17\n"}"#
    )

    public static let importLegacyLog = importing(
        "import/legacyLog",
        "Appends the trail of another system to ours, each row with its own time beside it.",
        example: #"{"source":"old","rows":[{"id":1,"action":"student_added","userId":null}]}"#
    )

    public static let importBegin = MethodMessage(
        "import/begin",
        "Opens an import whose rows come in several messages.",
        .writes,
        [
            .required(
                "kind",
                .oneOf([
                    "users", "cohorts", "cohortMembers", "legacyGroups", "attendance", "payments",
                    "legacyLog", "store",
                ]),
                "what the rows are"
            )
        ] + settings + duplicates + [.references, .keepIDs] + .rehearsal,
        answers: .object([("importId", .integer)]),
        errors: ["busy"],
        example: #"{"kind":"users","format":"csv","dryRun":true}"#
    )

    public static let importRows = MethodMessage(
        "import/rows",
        "Hands more rows to an import: text that may end anywhere, or objects.",
        .writes,
        [.required("importId", .integer, "which import")] + data,
        answers: .object([("rows", .integer)]),
        errors: ["notFound", "tooLarge", "importFailed"],
        example: #"{"importId":1,"text":"name;email\nMurad Əsgərov;murad@merkez.az\n"}"#
    )

    public static let importFinish = MethodMessage(
        "import/finish",
        "Writes the rows of an import, or says what writing them would do.",
        .writes,
        [.required("importId", .integer, "which import")],
        answers: importReport,
        errors: ["notFound", "importFailed"],
        example: #"{"importId":1}"#
    )

    /// An import whose rows come in one message.
    private static func importing(
        _ name: StaticString,
        _ summary: StaticString,
        _ more: [Parameter] = [],
        example: StaticString
    ) -> MethodMessage {
        MethodMessage(
            name,
            summary,
            .writes,
            data + settings + more + .rehearsal,
            answers: importReport,
            errors: ["tooLarge", "importFailed"],
            example: example
        )
    }

    private static let data: [Parameter] = [
        .optional("text", .text, "a table, or lines of JSON"),
        .optional("rows", .array(.anyObject), "objects, in place of text"),
    ]

    private static let settings: [Parameter] = [
        .optional("format", .oneOf(["csv", "jsonl"]), "of the text; csv unless told"),
        .optional("source", .text, "the other system, whose ids are remembered: edu"),
        .optional("mapping", .map(.text), "fields by the names of this source's columns"),
        .optional("createCourses", .boolean, "whether courses that are not known are made"),
        .optional("atomic", .boolean, "whether one row that fails refuses all"),
    ]

    private static let duplicates: [Parameter] =
        [
            .optional(
                "onDuplicate",
                .oneOf(["report", "suffix", "fail", "skip", "update"]),
                "the first two for cohorts, the others for a store"
            )
        ] + importCohorts.parameters.filter { "\($0.name)" == "guessYear" }

    /// What became of every row; `findings` is told of a store alone.
    static let importReport = Shape.object([
        ("kind", .text), ("dryRun", .boolean), ("rows", .integer), ("created", .integer),
        ("updated", .integer), ("unchanged", .integer), ("skipped", .integer),
        ("failed", .integer),
        (
            "problems",
            .array(
                .object([
                    ("line", .integer), ("outcome", .oneOf(["skipped", "failed"])),
                    ("field", .nullable(.text)), ("reason", .text),
                ])
            )
        ),
        (
            "guesses",
            .array(.object([("line", .integer), ("field", .text), ("value", .text)]))
        ),
        ("ignoredColumns", .array(.text)), ("findings", .maybe(.nullable(.integer))),
    ])
}

extension Parameter {
    static let references = optional(
        "references",
        .oneOf(["enforced", "deferred"]),
        """
        Rows that name what does not exist fail. Deferred, which an export of a store may ask for, they come in, \
        and no references are enforced until admin/enforceReferences.
        """
    )
}
