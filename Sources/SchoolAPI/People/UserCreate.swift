extension MethodMessage {
    public static let userCreate = MethodMessage(
        "user/create",
        "Makes a person with a role.",
        .writes,
        [
            .required("role", .oneOf(["student", "teacher", "parent", "admin"]), "what for")
        ] + .personFields,
        answers: .named("User"),
        errors: ["unique", "checkFailed", "referenceMissing"],
        example: #"{"role":"teacher","email":"leyla@merkez.az","fullName":"Leyla Sadıqova"}"#
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
        ]
    }
}
