extension MethodMessage {
    public static let groupAddStudents = MethodMessage(
        "group/addStudents",
        "Adds students to a group; those who left come back as the same row.",
        .writes,
        [
            .required("groupId", .id("group"), "to which"),
            .required("studentIds", .array(.id("user")), "who"),
            .optional("enrolledAt", .instant, "now unless told"),
            .optional("metadata", .anyObject, "what the log says beside the fact"),
            .optional("atomic", .boolean, "whether one refusal refuses all; true unless told"),
        ] + .rehearsal,
        answers: .object([
            ("added", .integer), ("reactivated", .integer), ("already", .integer),
            ("addedIds", .array(.id("user"))), ("reactivatedIds", .array(.id("user"))),
            ("alreadyIds", .array(.id("user"))), ("failed", .array(.failedItem)),
        ]),
        errors: ["notFound", "referenceMissing", "roleMismatch", "deleted", "tooLarge"],
        example: #"{"groupId":2,"studentIds":[2,3,4]}"#
    )
}
