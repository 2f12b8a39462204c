extension MethodMessage {
    public static let adminChecksum = MethodMessage(
        "admin/checksum",
        "A hash of the rows of each entity, whatever their order; password hashes are left out.",
        .reads,
        [.optional("entity", .text, "only this one")],
        answers: .object([("total", .text), ("entities", .map(.text))]),
        example: #"{"entity":"user"}"#
    )
}
