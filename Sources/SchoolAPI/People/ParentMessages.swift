// Who is whose parent.
extension MethodMessage {
    public static let parentLink = MethodMessage(
        "parent/link",
        "Makes somebody the parent of a student.",
        .writes,
        [
            .required("parentId", .id("user"), "who"),
            .required("studentId", .id("user"), "whose"),
            .optional("relation", .text, "up to 50 characters"),
        ],
        answers: .named("ParentLink"),
        errors: ["notFound", "unique", "roleMismatch", "deleted", "checkFailed"],
        example: #"{"parentId":16,"studentId":4,"relation":"ana"}"#
    )

    public static let parentUnlink = MethodMessage(
        "parent/unlink",
        "Ends that somebody is the parent of a student; answers the link that was.",
        .writes,
        [
            .required("parentId", .id("user"), "who"),
            .required("studentId", .id("user"), "whose"),
        ],
        answers: .named("ParentLink"),
        errors: ["notFound"],
        example: #"{"parentId":16,"studentId":4}"#
    )

    public static let parentChildren = MethodMessage(
        "parent/children",
        "How the children of a parent are doing, by id; deleted ones are left out.",
        .reads,
        [.optional("parentId", .id("user"), "whose; whoever is logged in unless told")] + .page(),
        answers: .list(
            of: .object([
                ("studentId", .id("user")), ("fullName", .text), ("relation", .nullable(.text)),
                ("grade", .nullable(.text)),
                (
                    "attendance",
                    .object([
                        ("present", .integer), ("late", .integer), ("absent", .integer),
                        ("excused", .integer), ("percent", .decimal),
                    ])
                ),
                ("balance", .decimal),
                (
                    "lastTest",
                    .nullable(
                        .object([
                            ("name", .text), ("score", .decimal), ("maxScore", .nullable(.decimal)),
                            ("date", .date),
                        ])
                    )
                ),
                ("codingSolved", .integer), ("codingTotal", .integer),
                ("lastActivityAt", .nullable(.instant)),
            ])
        ),
        errors: ["notFound", "badCursor"],
        example: #"{"parentId":16}"#
    )
}
