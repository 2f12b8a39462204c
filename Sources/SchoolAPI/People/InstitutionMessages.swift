// Who owns rows, and which programmes there are.
extension MethodMessage {
    public static let organizationList = MethodMessage(
        "organization/list",
        "Organisations, by slug.",
        .reads,
        [
            .optional(
                "kind",
                .oneOf(["organization", "school", "faculty", "department", "center"]),
                "only those"
            ),
            .optional("parentId", .id("organization"), "only the units of an organisation"),
            .optional("search", .text, "only names and slugs that hold this"),
            .direction,
        ] + .page(),
        answers: .list(of: "Organization"),
        errors: ["notFound", "badCursor"]
    )

    public static let organizationGet = one(
        "organization",
        "organization/get",
        "Organization",
        "One organisation."
    )

    public static let programList = MethodMessage(
        "program/list",
        "Programmes, by their folded codes.",
        .reads,
        [
            .optional("organizationId", .id("organization"), "only those of an organisation"),
            .optional("search", .text, "only codes and names that hold this"),
            .direction,
        ] + .page(),
        answers: .list(of: "AcademicProgram"),
        errors: ["notFound", "badCursor"]
    )
}
