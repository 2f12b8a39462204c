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

    public static let userGet = one(
        "user",
        "user/get",
        "User",
        "One person, with the profile of the person's role.",
        with: .profile
    )

    public static let userUpdate = MethodMessage(
        "user/update",
        "Changes a person, and whatever copies the name and the address.",
        .writes,
        .update(of: "user") + .rehearsal,
        answers: .extended("User", .profile),
        errors: [
            "notFound", "staleVersion", "unique", "checkFailed", "referenceMissing", "deleted",
            "hasDependents", "tooLarge",
        ],
        example: #"{"id":2,"patch":{"phone":"+994 50 123 45 67","notes":"Olimpiadaya hazırlaşır"}}"#
    )

    public static let userSetActive = MethodMessage(
        "user/setActive",
        "Opens or closes a person's login.",
        .writes,
        [
            .required("id", .id("user"), "who"),
            .optional("active", .boolean, "true unless told"),
        ],
        answers: .extended("User", .profile),
        errors: ["notFound", "deleted"],
        example: #"{"id":2,"active":true}"#
    )

    public static let userDelete = MethodMessage(
        "user/delete",
        "Hides a student or a parent, and closes the login; all history stays.",
        .writes,
        [.required("id", .id("user"), "who")] + .rehearsal,
        answers: .extended("User", .profile),
        errors: ["notFound", "deleted", "roleMismatch"],
        example: #"{"id":16}"#
    )

    public static let userRestore = MethodMessage(
        "user/restore",
        "Brings a hidden student or parent back, as active as before.",
        .writes,
        [.required("id", .id("user"), "who")] + .rehearsal,
        answers: .extended("User", .profile),
        errors: ["notFound", "notDeleted"],
        example: #"{"id":16}"#
    )

    public static let teacherGet = one(
        "user",
        "teacher/get",
        "User",
        "One teacher.",
        with: [("displayTitle", .nullable(.text))]
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
