// Who comes to groups, and who leaves.
extension MethodMessage {
    public static let groupAssignTeacher = MethodMessage(
        "group/assignTeacher",
        "Gives a group one more teacher, who owns it where nobody did.",
        .writes,
        .membership("teacherId") + .metadata + .rehearsal,
        answers: .named("GroupMembership"),
        errors: ["notFound", "deleted", "referenceMissing", "roleMismatch", "alreadyEnrolled"],
        example: #"{"groupId":2,"teacherId":1,"metadata":{"reason":"plan"}}"#
    )

    public static let groupRemoveTeacher = MethodMessage(
        "group/removeTeacher",
        "Takes a teacher out of a group; the next active one owns it.",
        .writes,
        .membership("teacherId") + .metadata + .rehearsal,
        answers: .named("GroupMembership"),
        errors: ["notFound", "deleted", "checkFailed"],
        example: #"{"groupId":2,"teacherId":1}"#
    )

    public static let groupRemoveStudent = MethodMessage(
        "group/removeStudent",
        "Takes a student out of a group: as withdrawn, as inactive, or for good.",
        .writes,
        .membership("studentId")
            + [
                .optional(
                    "how",
                    .oneOf(["withdraw", "deactivate", "hard"]),
                    "withdraw unless told; hard only where there are no marks"
                )
            ] + .metadata + .rehearsal,
        answers: .named("GroupMembership"),
        errors: ["notFound", "deleted", "checkFailed", "hasHistory"],
        example: #"{"groupId":2,"studentId":2,"how":"deactivate"}"#
    )

    public static let groupActivateMember = MethodMessage(
        "group/activateMember",
        "Brings back a student or a teacher who left a group.",
        .writes,
        .membership("userId")
            + [.optional("role", .oneOf(["teacher", "student"]), "student unless told")]
            + .rehearsal,
        answers: .named("GroupMembership"),
        errors: ["notFound", "deleted", "roleMismatch", "alreadyEnrolled"],
        example: #"{"groupId":2,"userId":2}"#
    )

    public static let groupMoveStudent = MethodMessage(
        "group/moveStudent",
        "Moves a student from one group to another.",
        .writes,
        [
            .required("studentId", .id("user"), "who"),
            .required("from", .id("group"), "from which group"),
            .required("to", .id("group"), "to which group"),
        ] + .metadata + .rehearsal,
        answers: .object([
            ("origin", .named("GroupMembership")), ("destination", .named("GroupMembership")),
        ]),
        errors: ["notFound", "deleted", "checkFailed", "alreadyEnrolled"],
        example: #"{"studentId":8,"from":1,"to":2}"#
    )

    public static let groupExplainAdd = MethodMessage(
        "group/explainAdd",
        "Whether somebody can be added to a group, and what stands against it.",
        .reads,
        .membership("userId")
            + [
                .optional("role", .oneOf(["teacher", "student"]), "student unless told"), .fields,
            ],
        answers: .object([
            ("allowed", .boolean),
            (
                "checks",
                .array(
                    .object([
                        ("check", .oneOf(["group", "user", "role", "membership"])),
                        ("ok", .boolean), ("reason", .nullable(.text)),
                    ])
                )
            ),
        ]),
        example: #"{"groupId":1,"userId":2}"#
    )
}

extension [Parameter] {
    /// A group and somebody in it.
    fileprivate static func membership(_ person: StaticString) -> [Parameter] {
        [
            .required("groupId", .id("group"), "which group"),
            .required(person, .id("user"), "who"),
        ]
    }

    /// What the trail is told.
    fileprivate static var metadata: [Parameter] {
        [.optional("metadata", .anyObject, "what the log says beside the fact")]
    }
}
