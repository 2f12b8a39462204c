extension MethodMessage {
    public static let userCreate = MethodMessage(
        "user/create",
        "Makes a person with a role.",
        .writes,
        [
            .required("role", .oneOf(["student", "teacher", "parent", "admin"]), "what for")
        ] + .personFields,
        answers: .extended("User", [("password", .maybe(.text))]),
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
        ]
    }
}
