extension MethodMessage {
    public static let adminSchema = MethodMessage(
        "admin/schema",
        "Entities, fields, indexes, policies and hooks, by these names and by those of other systems.",
        .reads,
        [.optional("entity", .text, "only this one, by its name or by that of another system")],
        answers: .object([("entities", .array(entity))]),
        example: #"{"entity":"cohort_enrollments"}"#
    )

    private static let entity = Shape.object([
        ("name", .text), ("number", .integer), ("aliases", .array(.text)), ("owner", .text),
        ("fields", .array(field)), ("indexes", .array(index)),
        (
            "references",
            .array(
                .object([
                    ("field", .text), ("entity", .text),
                    ("onDelete", .oneOf(["cascade", "setNull", "restrict"])),
                ])
            )
        ),
        ("counters", .array(.object([("name", .text), ("slots", .array(.text))]))),
        ("policy", .object(policy)),
        (
            "hooks",
            .array(
                .object([
                    ("name", .text), ("aliases", .array(.text)), ("event", .text),
                    ("does", .text),
                ])
            )
        ),
    ])

    private static let field = Shape.object([
        ("name", .text), ("type", .text), ("nullable", .boolean), ("hidden", .boolean),
        ("aliases", .array(.text)), ("values", .array(.text)),
    ])

    private static let index = Shape.object([
        ("name", .text), ("unique", .boolean), ("kind", .oneOf(["index", "key", "filter"])),
        ("aliases", .array(.text)),
    ])

    private static let policy: [(StaticString, Shape)] = [
        ("rule", .nullable(.text)), ("read", kinds), ("create", kinds), ("update", kinds),
        ("delete", kinds),
    ]

    private static let kinds = Shape.array(.oneOf(["admin", "teacher", "student", "parent"]))
}
