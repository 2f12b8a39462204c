extension MethodMessage {
    public static let nameResolve = MethodMessage(
        "name/resolve",
        "Which rows people mean by a code, a name or an e-mail.",
        .reads,
        [
            .required(
                "names",
                .array(.object([("entity", .oneOf(nameableEntities)), ("name", .text)])),
                "what is looked for, at most 100; case does not count"
            )
        ],
        answers: .object([
            (
                "items",
                .array(
                    .object([
                        ("entity", .oneOf(nameableEntities)), ("name", .text),
                        ("id", .nullable(.integer)), ("candidates", .array(nameableRow)),
                        ("nearest", .array(nameableRow)),
                    ])
                )
            )
        ]),
        example: #"{"names":[{"entity":"student","name":"sagird2@merkez.az"}]}"#
    )

    /// What can be called by a name.
    public static let nameableEntities = [
        "cohort", "course", "group", "module", "organization", "parent", "student", "teacher",
        "user",
    ]

    private static let nameableRow = Shape.object([
        ("id", .integer), ("name", .text), ("code", .nullable(.text)),
        ("email", .nullable(.text)),
    ])
}
