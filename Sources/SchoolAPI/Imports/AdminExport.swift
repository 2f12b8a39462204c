extension MethodMessage {
    public static let adminExport = MethodMessage(
        "admin/export",
        """
        The rows of the store from one snapshot, page by page: all of them as lines of JSON that \
        admin/import takes, or one table as CSV. An administrator gets tables, with the rows of the \
        own organisation. No password leaves the store.
        """,
        .reads,
        [
            .optional(
                "entities",
                .array(.text),
                "which ones, all unless told; a table is of one, or of student, roster or attendance"
            ),
            .optional(
                "format",
                .oneOf(["jsonl", "csv"]),
                "of the text; csv where one entity is named, unless told"
            ),
            .optional("limit", .integer, "how many rows at once: at most 10000, 2000 unless told"),
            .optional("cursor", .text, "the nextCursor of the page before"),
        ],
        answers: .object([("text", .text), ("nextCursor", .maybe(.text))]),
        errors: ["badCursor", "busy"],
        example: #"{"entities":["user"],"limit":3}"#
    )

    public static let adminImport = MethodMessage(
        "admin/import",
        """
        Copies an export of a store into this one, each row with its id and its stamps: all of it, or \
        nothing. What is larger than a message comes by import/begin, of kind store.
        """,
        .writes,
        [
            .required("text", .text, "the lines of an export, from its first to its last"),
            .optional("format", .oneOf(["jsonl"]), "of the text"),
            .storeDuplicates, .keepIDs, .references,
        ] + .rehearsal,
        answers: MethodMessage.importReport,
        errors: ["importFailed", "tooLarge"],
        example: #"""
            {"text":"{\"export\":{\"format\":1,\"schema\":\"\",\"complete\":false,\"sequence\":0,\"rows\":{},\"lastIds\":{}}}\n\#
            {\"end\":{\"lines\":1,\"crc32c\":\"edc41486\"}}\n"}
            """#
    )
}

extension Parameter {
    static let storeDuplicates = optional(
        "onDuplicate",
        .oneOf(["fail", "skip", "update"]),
        "a row whose id or unique name is there already: it refuses all, or is left out, or replaces"
    )

    static let keepIDs = optional("keepIds", .boolean, "true, which is all that there is")
}
