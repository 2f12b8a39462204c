extension MethodMessage {
    public static let groupList = MethodMessage(
        "group/list",
        "Groups, by their sort order, then by name.",
        .reads,
        [
            .optional("status", .oneOf(["active", "deleted", "all"]), "active unless told"),
            .optional("organizationId", .id("organization"), "only those of an organisation"),
            .optional("teacherId", .id("user"), "only those of a teacher"),
            .optional("courseId", .id("course"), "only those of a course"),
            .optional("search", .text, "only names and codes that hold this"),
            .optional("dir", .oneOf(["asc", "desc"]), "asc unless told"),
        ] + .page(),
        answers: .list(of: "Group", with: [("studentCount", .integer)]),
        errors: ["notFound", "badCursor"],
        example: #"{}"#
    )
}
