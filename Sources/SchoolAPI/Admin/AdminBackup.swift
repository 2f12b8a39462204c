extension MethodMessage {
    public static let adminBackup = MethodMessage(
        "admin/backup",
        "Copies the store as it is now into a new folder, while others read and write; service sessions only.",
        .converses,
        copied,
        answers: copy,
        errors: ["tooLarge"],
        example: #"{"path":"backup-1"}"#,
        admission: .service
    )

    public static let adminCompact = MethodMessage(
        "admin/compact",
        "A backup without the room that deleted rows have left: put in place of the store, it shrinks it.",
        .converses,
        copied,
        answers: copy,
        errors: ["tooLarge"],
        example: #"{"path":"compact-1"}"#,
        admission: .service
    )

    private static let copied: [Parameter] = [
        .required("path", .text, "a new folder; a name alone is one beside the store"),
        .optional("compact", .boolean, "whether free room is left out"),
    ]

    private static let copy = Shape.object([
        ("path", .text), ("bytes", .integer), ("milliseconds", .integer),
    ])
}
