// What somebody did, the latest first.
extension MethodMessage {
    private static let since: [Parameter] = [
        .optional("from", .date, "not before this day"),
        .optional("days", .integer, "of the last days, today included; instead of from"),
    ]

    private static let actions: [Parameter] = [
        .optional("actions", .array(.text), "only those")
    ]

    public static let logByGroup = MethodMessage(
        "log/byGroup",
        "What happened in a group, the latest first.",
        .reads,
        [.required("groupId", .id("group"), "where")] + actions + [
            .optional("student", .boolean, "only what happened to a student, or only the rest")
        ] + since + .page(),
        answers: .list(of: "ActivityLog"),
        errors: ["badCursor"],
        example: #"{"groupId":1,"limit":3}"#
    )

    public static let logByStudent = MethodMessage(
        "log/byStudent",
        "What happened to a student, the latest first.",
        .reads,
        [.required("studentId", .id("user"), "to whom")] + actions + since + .page(),
        answers: .list(of: "ActivityLog"),
        errors: ["badCursor"],
        example: #"{"studentId":3}"#
    )

    public static let logByUser = MethodMessage(
        "log/byUser",
        "What happened to somebody in any role, the latest first.",
        .reads,
        [.required("userId", .id("user"), "to whom")] + actions + since + .page(),
        answers: .list(of: "ActivityLog"),
        errors: ["badCursor"],
        example: #"{"userId":3}"#
    )

    public static let logByPerformer = MethodMessage(
        "log/byPerformer",
        "What somebody did, the latest first.",
        .reads,
        [
            .required("performerId", .id("user"), "who"),
            .optional("groupId", .id("group"), "only in a group"),
        ] + actions + since + .page(),
        answers: .list(of: "ActivityLog"),
        errors: ["badCursor"],
        example: #"{"performerId":1,"limit":3}"#
    )

    public static let logByAction = MethodMessage(
        "log/byAction",
        "Where something was done, the latest first.",
        .reads,
        [
            .required("action", .text, "what, such as student_added"),
            .optional("from", .date, "not before this day"),
            .optional("to", .date, "not after this day"),
        ] + .page(),
        answers: .list(of: "ActivityLog"),
        errors: ["badCursor"],
        example: #"{"action":"student_added","limit":3}"#
    )

    public static let logRecent = MethodMessage(
        "log/recent",
        "What happened in the last days, the latest first.",
        .reads,
        [.optional("days", .integer, "how many, today included; 7 unless told")] + .page(),
        answers: .list(of: "ActivityLog"),
        errors: ["badCursor"],
        example: #"{"days":3,"limit":3}"#
    )

    public static let logGet = one(
        "activityLog",
        "log/get",
        "ActivityLog",
        "One line of the log.",
        example: #"{"id":1}"#
    )

    public static let logCount = MethodMessage(
        "log/count",
        "How often something was done, or how much was done on each day.",
        .reads,
        [
            .optional("groupBy", .oneOf(["action", "day"]), "action unless told"),
            .optional("from", .date, "not before this day"),
            .optional("to", .date, "not after this day"),
        ],
        answers: .object([("total", .integer), ("counts", .map(.integer))])
    )
}
