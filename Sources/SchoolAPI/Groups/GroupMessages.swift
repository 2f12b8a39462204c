// Who is in groups.
extension MethodMessage {
    public static let groupGet = one(
        "group",
        "group/get",
        "Group",
        "One group.",
        with: [("studentCount", .integer)]
    )

    public static let groupMembers = MethodMessage(
        "group/members",
        "Who teaches and learns in a group: teachers, then students, by id.",
        .reads,
        [.required("groupId", .id("group"), "whose")] + .membership + .page(),
        answers: .list(of: "GroupMembership", with: .person),
        errors: ["notFound", "badCursor"],
        example: #"{"groupId":1,"role":"student","limit":3}"#
    )

    public static let groupListByUser = MethodMessage(
        "group/listByUser",
        "The groups that somebody teaches or learns in: the taught ones first, by id.",
        .reads,
        [.optional("userId", .id("user"), "whose; one's own unless told")] + .membership + .page(),
        answers: .list(
            of: "GroupMembership",
            with: [("groupName", .nullable(.text)), ("displayName", .nullable(.text))]
        ),
        errors: ["notFound", "badCursor"],
        example: #"{"userId":3}"#
    )
}

extension [Parameter] {
    /// Which memberships.
    fileprivate static var membership: [Parameter] {
        [
            .optional("role", .oneOf(["teacher", "student"]), "only those"),
            .optional(
                "status",
                .oneOf(["active", "inactive", "withdrawn", "all"]),
                "active unless told"
            ),
            .direction,
        ]
    }
}
