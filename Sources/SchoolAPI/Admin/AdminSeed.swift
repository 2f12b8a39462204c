extension MethodMessage {
    public static let adminSeed = MethodMessage(
        "admin/seed",
        "Fills the store with a school made up of chance, in slices; service sessions only.",
        .writes,
        [
            .required(
                "profile",
                .oneOf(["dev", "school", "university", "platform"]),
                "what it is like"
            ),
            .optional("size", .integer, "in hundredths of the profile's own, 1 to 1000"),
            .optional(
                "randomSeed",
                .integer,
                "the same number gives the same school; 1 unless told"
            ),
            .optional("password", .text, "of every person; nobody can log in unless it is told"),
        ],
        answers: .object([
            ("profile", .text), ("counts", .map(.integer)), ("milliseconds", .integer),
            ("usedBytes", .integer),
            ("logins", .array(.object([("role", .text), ("email", .text)]))),
        ]),
        errors: ["unique"],
        example: #"{"profile":"dev"}"#,
        admission: .service
    )
}
