extension MethodMessage {
    public static let userCreate = MethodMessage(
        "user/create",
        "Makes a person with a role.",
        .writes,
        [
            .required("role", .oneOf(["student", "teacher", "parent", "admin"]), "what for")
        ] + .personFields + [
            .optional("displayTitle", .text, "of a teacher, up to 255 characters")
        ] + .rehearsal,
        answers: .extended("User", .profile + [("password", .maybe(.text))]),
        errors: ["unique", "checkFailed", "referenceMissing"],
        example:
            #"{"role":"teacher","email":"leyla@merkez.az","fullName":"Leyla Sadıqova","password":"Leylanın sözü 7"}"#
    )
}

extension [Parameter] {
    /// The fields of a person that a caller sets.
    static var personFields: [Parameter] {
        [
            .required("email", .text, "unique in the store"),
            .optional("fullName", .text, "the whole name"),
            .optional("firstName", .text, "a part of the name"),
            .optional("lastName", .text, "a part of the name"),
            .optional("phone", .text, "a number"),
            .optional("code", .text, "unique in the organisation"),
            .optional("organizationId", .id("organization"), "whose"),
            .optional("grade", .text, "of a student"),
            .optional("password", .text, "8 to 128 characters; else one is made, and answered"),
            .optional("mustChangePassword", .boolean, "true unless a password is given"),
            .optional("notes", .text, "about a student, up to 10,000 characters"),
            .optional("isActive", .boolean, "whether the person may log in; true unless told"),
            .optional("metadata", .anyObject, "whatever else is to be kept"),
        ]
    }
}

extension [(StaticString, Shape)] {
    /// What a person of any role has beside the person's own fields.
    static var profile: [(StaticString, Shape)] {
        [
            ("grade", .nullable(.text)), ("balance", .nullable(.decimal)),
            ("notes", .nullable(.text)), ("displayTitle", .nullable(.text)),
            ("deletedAt", .nullable(.instant)),
        ]
    }
}
