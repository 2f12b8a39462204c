// Registers as a teacher looks at them: whole days, months, and grids.
extension MethodMessage {
    public static let attendanceGrid = MethodMessage(
        "attendance/grid",
        "The marks of a group as a grid: students by name, dates, and what is marked where they meet.",
        .reads,
        [.required("groupId", .id("group"), "which group")] + .bookDays
            + [
                .optional(
                    "lessonDaysOnly",
                    .boolean,
                    "only days on which the group meets or has met; true unless told"
                ), .fields,
            ],
        answers: .object([
            ("groupId", .id("group")), ("dates", .array(.date)),
            ("students", .array(.object([("id", .id("user")), ("fullName", .nullable(.text))]))),
            ("cells", .array(.array(.nullable(.oneOf(.attendance))))),
            (
                "totals",
                .object([
                    ("perStudent", .array(.object(.markCounts))),
                    ("perDate", .array(.object(.markCounts))),
                ])
            ), ("versions", .array(.integer)),
        ]),
        errors: ["notFound"],
        example: #"{"groupId":1,"month":"2026-10"}"#
    )

    public static let attendanceDay = MethodMessage(
        "attendance/day",
        "The lessons of a day: every student who was in the group, or has left but is marked.",
        .reads,
        [
            .optional("groupId", .id("group"), "which group; this or an organisation"),
            .optional("organizationId", .id("organization"), "all its groups that meet that day"),
            .required("date", .date, "which day"), .fields,
        ],
        answers: .object([
            ("lessonDate", .date),
            (
                "groups",
                .array(
                    .object([
                        ("groupId", .id("group")), ("name", .text),
                        ("displayName", .nullable(.text)), ("version", .integer),
                        ("students", .array(.object(.markOfDay))),
                    ])
                )
            ),
        ]),
        errors: ["notFound"],
        example: #"{"groupId":1,"date":"2026-10-13"}"#
    )

    public static let attendanceMonthly = MethodMessage(
        "attendance/monthly",
        "Each student's marks of a month counted, and the lessons for which there is none.",
        .reads,
        [
            .required("groupId", .id("group"), "which group"),
            .required("month", .month, "which month"), .fields,
        ],
        answers: .object([
            ("groupId", .id("group")), ("month", .text), ("lessonDays", .integer),
            (
                "students",
                .array(
                    .object(
                        [("studentId", .id("user")), ("fullName", .nullable(.text))]
                            + .markCounts
                            + [
                                ("total", .integer), ("lessonDays", .integer),
                                ("missed", .integer), ("missedPercent", .decimal),
                            ]
                    )
                )
            ),
        ]),
        errors: ["notFound"],
        example: #"{"groupId":1,"month":"2026-10"}"#
    )

    public static let attendanceStudentSummary = MethodMessage(
        "attendance/studentSummary",
        "A student's marks in all groups counted, and how many lessons in a row were attended.",
        .reads,
        [.optional("studentId", .id("user"), "whose; one's own unless told")] + .bookDays
            + [.fields],
        answers: .object(
            [("studentId", .id("user")), ("from", .date), ("to", .date)] + .markCounts
                + [("total", .integer), ("currentStreak", .integer), ("longestStreak", .integer)]
        ),
        errors: ["notFound"],
        example: #"{"studentId":3,"month":"2026-10"}"#
    )

    public static let attendanceLessonDates = MethodMessage(
        "attendance/lessonDates",
        "The days on which a group meets by its plan.",
        .reads,
        [.required("groupId", .id("group"), "which group")] + .bookDays + [.fields],
        answers: .object([
            ("groupId", .id("group")), ("daysOfWeek", .array(.integer)), ("dates", .array(.date)),
        ]),
        errors: ["notFound"],
        example: #"{"groupId":2,"month":"2026-10"}"#
    )

    public static let attendanceClear = MethodMessage(
        "attendance/clear",
        "Takes marks away; a register without any goes.",
        .writes,
        [
            .required("groupId", .id("group"), "in which group"),
            .required("items", .array(.anyObject), "studentId, date or lessonDate"),
        ] + .rehearsal,
        answers: .object([("deleted", .integer)]),
        errors: ["notFound", "locked", "deleted", "tooLarge"],
        example: #"{"groupId":1,"items":[{"studentId":2,"date":"2026-10-15"}]}"#
    )
}

extension [Parameter] {
    /// From when to when.
    fileprivate static var bookDays: [Parameter] {
        [
            .optional("from", .date, "the first day"),
            .optional("to", .date, "the last day"),
            .optional("month", .month, "stands for both"),
        ]
    }
}

extension [String] {
    fileprivate static var attendance: [String] { ["present", "late", "absent", "excused"] }
}

extension [(StaticString, Shape)] {
    /// How many marks there are of each status.
    fileprivate static var markCounts: [(StaticString, Shape)] {
        [
            ("present", .integer), ("late", .integer), ("absent", .integer),
            ("excused", .integer), ("percent", .decimal),
        ]
    }

    /// A student of a lesson.
    fileprivate static var markOfDay: [(StaticString, Shape)] {
        [
            ("studentId", .id("user")), ("fullName", .nullable(.text)),
            ("status", .nullable(.oneOf(.attendance))),
            ("markedById", .nullable(.id("user"))), ("markedAt", .nullable(.instant)),
            ("note", .nullable(.text)),
            ("entryState", .nullable(.oneOf(["draft", "confirmed"]))),
        ]
    }
}
