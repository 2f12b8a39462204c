extension MethodMessage {
    public static let initialize = MethodMessage(
        "initialize",
        "Says who is there, and asks what can be done; never required. Unknown members are ignored.",
        .converses,
        [
            .optional("clientInfo", .anyObject, "name and version of the client"),
            .optional("protocolVersion", .text, "what the client speaks"),
            .optional("locale", .text, "the client's language"),
            .optional("trace", .oneOf(["off", "messages", "verbose"]), "what to trace"),
            .optional("capabilities", .anyObject, "notifications: the names that it wants"),
        ],
        answers: .object([
            ("serverInfo", .object([("name", .text), ("version", .text)])),
            ("protocolVersion", .text), ("capabilities", .anyObject), ("today", .date),
        ]),
        example: #"""
            {"clientInfo":{"name":"example","version":"1"},\#
            "capabilities":{"notifications":["store/changed"]}}
            """#,
        isOpen: true
    )
}
