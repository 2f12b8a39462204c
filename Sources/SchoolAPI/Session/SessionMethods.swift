// The rest of a conversation's life, as in the language server protocol.
extension MethodMessage {
    public static let initialized = MethodMessage(
        "initialized",
        "The client has read the answer to initialize.",
        .notifies,
        answers: .null,
        isOpen: true
    )

    public static let shutdown = MethodMessage(
        "shutdown",
        "This session asks for nothing more; the daemon goes on.",
        .converses,
        answers: .null,
        isOpen: true
    )

    public static let exit = MethodMessage(
        "exit",
        "Ends this session.",
        .notifies,
        answers: .null,
        isOpen: true
    )

    public static let setTrace = MethodMessage(
        "$/setTrace",
        "Sets what to trace.",
        .notifies,
        [.optional("value", .oneOf(["off", "messages", "verbose"]), "what")],
        answers: .null,
        isOpen: true
    )

    public static let cancelRequest = MethodMessage(
        "$/cancelRequest",
        "Nobody waits any more for the answer to a request; it is answered all the same.",
        .notifies,
        [.required("id", .text, "the id of the request, as it was sent")],
        answers: .null,
        isOpen: true
    )

    public static let ping = MethodMessage(
        "ping",
        "Answers `pong`.",
        .converses,
        answers: .text,
        isOpen: true
    )
}
