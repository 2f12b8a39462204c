internal import SchoolModel

// What other systems call our rows.
extension MethodMessage {
    public static let refSet = MethodMessage(
        "ref/set",
        "Notes, or forgets, what another system calls a row; the same name again changes nothing.",
        .writes,
        [
            .required("source", .text, "the other system and its table"),
            entity,
            .required("externalId", .text, "what it is called there"),
            .optional("id", .id("row"), "the row; null or nothing forgets the name"),
        ],
        answers: .object([
            ("source", .text), ("entity", .oneOf(entities)), ("externalId", .text),
            ("id", .nullable(.id("row"))), ("isNew", .boolean),
        ]),
        errors: ["unique", "referenceMissing", "notFound", "checkFailed"],
        example: #"{"source":"edu:student","entity":"user","externalId":"kağız 17","id":2}"#
    )

    public static let refResolve = MethodMessage(
        "ref/resolve",
        "The row that another system knows by a name; null where there is none.",
        .reads,
        [
            .required("source", .text, "the other system and its table"),
            entity,
            .required("externalId", .text, "what it is called there"),
            .fields,
        ],
        answers: .object([("id", .nullable(.id("row")))]),
        example: #"{"source":"edu:student","entity":"user","externalId":"kağız 17"}"#
    )

    public static let refList = MethodMessage(
        "ref/list",
        "What other systems call a row, by system and name.",
        .reads,
        [entity, .required("id", .id("row"), "which")] + .page(),
        answers: .list(
            of: .object([
                ("source", .text), ("entity", .oneOf(entities)), ("externalId", .text),
                ("id", .id("row")),
            ])
        ),
        errors: ["notFound", "badCursor"],
        example: #"{"entity":"user","id":2}"#
    )

    private static let entities = EntityKind.allCases.map { "\($0.name)" }

    private static let entity = Parameter.required("entity", .oneOf(entities), "of which table")
}
