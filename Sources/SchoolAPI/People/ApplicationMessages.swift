// What people have applied for.
extension MethodMessage {
    public static let applicationCreate = MethodMessage(
        "application/create",
        "Takes a person's application; there is one for each person.",
        .writes,
        [
            .required("program", .oneOf(programs), "what for"),
            .optional("userId", .id("user"), "whose; whoever is logged in unless told"),
            .optional("role", .oneOf(["student", "teacher", "admin"]), "student unless told"),
            .optional("name", .text, "the person's own unless told"),
            .optional("email", .text, "the person's own unless told"),
        ],
        answers: .named("Application"),
        errors: ["unique", "referenceMissing", "deleted", "checkFailed"],
        example: #"{"userId":2,"program":"bootcamp"}"#
    )

    public static let applicationGet = MethodMessage(
        "application/get",
        "One application: by its id, of a person, or of whoever is logged in.",
        .reads,
        [
            .optional("id", .id("application"), "which; this or a person"),
            .optional("userId", .id("user"), "whose; this or an id"),
            .fields,
        ],
        answers: .named("Application"),
        errors: ["notFound"],
        example: #"{"userId":2}"#
    )

    public static let applicationList = MethodMessage(
        "application/list",
        "Applications, by id.",
        .reads,
        [
            .optional("status", .oneOf(statuses), "only those"),
            .optional("program", .oneOf(programs), "only those"),
            .optional("userId", .id("user"), "only that of a person"),
            .direction,
        ] + .page(),
        answers: .list(of: "Application"),
        errors: ["notFound", "badCursor"],
        example: #"{"status":"pending"}"#
    )

    public static let applicationDecide = MethodMessage(
        "application/decide",
        "Says what becomes of an application.",
        .writes,
        [
            .required("id", .id("application"), "which"),
            .required("status", .oneOf(statuses), "what becomes of it"),
            .optional("note", .text, "why, up to 10,000 characters"),
        ],
        answers: .named("Application"),
        errors: ["notFound", "checkFailed"],
        example: #"{"id":1,"status":"approved","note":"Xoş gəlmisən"}"#
    )

    private static let programs = ["bootcamp", "accelerator", "hackathon", "other"]
    private static let statuses = ["pending", "approved", "rejected", "waitlisted"]
}
