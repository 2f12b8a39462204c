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

    public static let organizationCreate = MethodMessage(
        "organization/create",
        "Makes an organisation, or a unit of one.",
        .writes,
        [
            .required("name", .text, "up to 255 characters"),
            .required("slug", .text, "lower-case letters, digits and hyphens; unique"),
            .optional(
                "kind",
                .oneOf(["organization", "school", "faculty", "department", "center"]),
                "organization unless told"
            ),
            .optional("parentId", .id("organization"), "what it is a unit of"),
            .optional("timezone", .text, "as Asia/Baku"),
            .optional("isActive", .boolean, "true unless told"),
            .optional("metadata", .anyObject, "whatever else is to be kept"),
        ],
        answers: .named("Organization"),
        errors: ["unique", "referenceMissing", "checkFailed"],
        example:
            #"{"name":"Riyaziyyat fakültəsi","slug":"riyaziyyat","kind":"faculty","parentId":1}"#
    )

    public static let organizationUpdate = MethodMessage(
        "organization/update",
        "Changes an organisation; it never becomes a unit of itself.",
        .writes,
        .update(of: "organization"),
        answers: .named("Organization"),
        errors: ["notFound", "staleVersion", "unique", "referenceMissing", "checkFailed"],
        example: #"{"id":2,"patch":{"timezone":"Asia/Baku"}}"#
    )

    public static let organizationDelete = MethodMessage(
        "organization/delete",
        "Deletes an organisation that owns nothing.",
        .writes,
        [.required("id", .id("organization"), "which")] + .rehearsal,
        answers: .deletion,
        errors: ["notFound", "hasDependents"],
        example: #"{"id":2}"#
    )

    public static let programGet = one(
        "academicProgram",
        "program/get",
        "AcademicProgram",
        "One programme."
    )

    public static let programCreate = MethodMessage(
        "program/create",
        "Makes a programme.",
        .writes,
        [
            .required("code", .text, "unique in the organisation, up to 64 characters"),
            .required("name", .text, "up to 255 characters"),
            .optional("organizationId", .id("organization"), "whose"),
        ],
        answers: .named("AcademicProgram"),
        errors: ["unique", "referenceMissing", "checkFailed"],
        example: #"{"code":"RIY-9","name":"Riyaziyyat, 9-cu sinif","organizationId":1}"#
    )

    public static let programUpdate = MethodMessage(
        "program/update",
        "Changes a programme.",
        .writes,
        .update(of: "academicProgram"),
        answers: .named("AcademicProgram"),
        errors: ["notFound", "staleVersion", "unique", "referenceMissing", "checkFailed"],
        example: #"{"id":1,"patch":{"name":"Riyaziyyat"}}"#
    )

    public static let programDelete = MethodMessage(
        "program/delete",
        "Deletes a programme; its classes go on without one.",
        .writes,
        [.required("id", .id("academicProgram"), "which")] + .rehearsal,
        answers: .deletion,
        errors: ["notFound"],
        example: #"{"id":1}"#
    )
}
