// What happens to groups, and who teaches and learns in them.
extension MethodMessage {
    public static let groupUpdate = MethodMessage(
        "group/update",
        "Changes fields of a group; null takes a value away.",
        .writes,
        [
            .required("id", .id("group"), "which"),
            .required("patch", .anyObject, "the fields of group/create"),
            .optional("ifVersion", .integer, "refuses if somebody has changed the row since"),
        ] + .rehearsal,
        answers: .named("Group"),
        errors: ["notFound", "staleVersion", "deleted", "referenceMissing", "roleMismatch"],
        example: #"{"id":2,"patch":{"monthlyFee":"95.50","startTime":"16:00"}}"#
    )

    public static let groupSetActive = MethodMessage(
        "group/setActive",
        "Closes a group or opens it again; it keeps members and registers.",
        .writes,
        [
            .required("id", .id("group"), "which"),
            .required("isActive", .boolean, "whether lists show it unless told"),
        ],
        answers: .named("Group"),
        errors: ["notFound", "deleted"],
        example: #"{"id":2,"isActive":true}"#
    )

    public static let groupDelete = MethodMessage(
        "group/delete",
        "Hides a group: it keeps members and registers, and takes no new ones.",
        .writes,
        [.required("id", .id("group"), "which")],
        answers: .named("Group"),
        errors: ["notFound", "deleted"],
        example: #"{"id":2}"#
    )

    public static let groupRestore = MethodMessage(
        "group/restore",
        "Brings a hidden group back with its members.",
        .writes,
        [.required("id", .id("group"), "which")],
        answers: .named("Group"),
        errors: ["notFound", "notDeleted"],
        example: #"{"id":2}"#
    )

    public static let groupHardDelete = MethodMessage(
        "group/hardDelete",
        "Deletes a group for good with members and registers; the trail stays.",
        .writes,
        [
            .required("id", .id("group"), "which"),
            .optional("force", .boolean, "whether registers may go too"),
        ] + .rehearsal,
        answers: .object([("deleted", .map(.integer))]),
        errors: ["notFound", "hasHistory"],
        example: #"{"id":1,"force":true,"dryRun":true}"#
    )

    public static let groupReorder = MethodMessage(
        "group/reorder",
        "Puts groups into an order.",
        .writes,
        [.required("groupIds", .array(.id("group")), "from the first to the last")] + .rehearsal,
        answers: .object([("items", .array(.named("Group")))]),
        errors: ["notFound", "deleted", "tooLarge"],
        example: #"{"groupIds":[2,1]}"#
    )
}
