// People of any role.
extension MethodMessage {
    public static let userList = MethodMessage(
        "user/list",
        "People, by their folded names.",
        .reads,
        [.optional("role", .oneOf(["admin", "teacher", "student", "parent"]), "only those")]
            + .people,
        answers: .list(of: "User"),
        errors: ["notFound", "badCursor"],
        example: #"{"role":"teacher"}"#
    )

    public static let userGet = one("user", "user/get", "User", "One person.")

    public static let studentGet = one(
        "user",
        "student/get",
        "User",
        "One student.",
        with: .student,
        example: #"{"id":3}"#
    )

    public static let teacherList = MethodMessage(
        "teacher/list",
        "Teachers, by their folded names.",
        .reads,
        .people,
        answers: .list(of: "User", with: [("displayTitle", .nullable(.text))]),
        errors: ["notFound", "badCursor"]
    )

    public static let parentList = MethodMessage(
        "parent/list",
        "Parents, by their folded names.",
        .reads,
        .people,
        answers: .list(of: "User", with: [("deletedAt", .nullable(.instant))]),
        errors: ["notFound", "badCursor"]
    )
}

extension [Parameter] {
    /// Which people.
    fileprivate static var people: [Parameter] {
        [
            .optional("organizationId", .id("organization"), "only those of an organisation"),
            .optional(
                "status",
                .oneOf(["active", "inactive", "deleted", "all"]),
                "active and inactive ones unless told"
            ),
            .optional("search", .text, "only names, codes and addresses that hold this"),
            .optional("sort", .oneOf(["name", "created"]), "name unless told; ends in the id"),
            .direction,
        ] + .page()
    }
}
