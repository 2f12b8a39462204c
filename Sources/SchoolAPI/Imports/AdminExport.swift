extension MethodMessage {
    public static let adminExport = MethodMessage(
        "admin/export",
        "The rows of one entity as a table, page by page; service sessions only.",
        .reads,
        [
            .required("entities", .array(.text), "which one: a table holds rows of one kind"),
            .optional("format", .oneOf(["csv"]), "of the text; csv unless told"),
            .optional("limit", .integer, "how many rows at once: at most 2000, which is usual"),
            .optional("cursor", .text, "the nextCursor of the page before"),
        ],
        answers: .object([("text", .text), ("nextCursor", .maybe(.text))]),
        errors: ["badCursor"],
        example: #"{"entities":["user"],"limit":3}"#
    )
}
