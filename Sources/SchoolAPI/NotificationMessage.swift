/// What the daemon tells a client without being asked, if the client has named it under
/// `capabilities.notifications` of its `initialize`.
public struct NotificationMessage: Sendable {
    /// As it is called on the wire.
    public let name: StaticString
    public let summary: StaticString
    /// The members of its parameters.
    public let parameters: [(name: StaticString, shape: Shape)]

    /// All of them.
    public static let all: [NotificationMessage] = [
        storeChanged, scheduleDidUnlock, progress, logMessage, logTrace,
    ]
}

extension NotificationMessage {
    public static let storeChanged = NotificationMessage(
        name: "store/changed",
        summary: """
            Rows have changed, or the subscriber has missed something and is to read everything again \
            (resync). Sent to those who have called admin/subscribe.
            """,
        parameters: [
            ("subscriptionId", .integer), ("sequence", .integer), ("entity", .maybe(.text)),
            ("op", .oneOf(["create", "update", "delete", "resync"])),
            ("ids", .maybe(.array(.integer))), ("keys", .maybe(.array(.anyObject))),
        ]
    )

    public static let scheduleDidUnlock = NotificationMessage(
        name: "schedule/didUnlock",
        summary: """
            A module has opened to a cohort: told once, when the day changes. Service sessions are one \
            audience, and the first of them after a pause is told of the last seven days; whoever has \
            logged in asks for it after the login, and is told of what they see from the next day on.
            """,
        parameters: [
            ("cohortId", .id("cohort")), ("courseId", .id("course")), ("moduleId", .id("module")),
            ("title", .text), ("orderIndex", .integer), ("unlockDate", .date),
            ("lockDate", .nullable(.date)),
        ]
    )

    public static let progress = NotificationMessage(
        name: "$/progress",
        summary: """
            How far long work has come, with the workDoneToken of its request: begin, reports, end. With \
            the partialResultToken of a request: a part of its result.
            """,
        parameters: [("token", .text), ("value", .anyObject)]
    )

    public static let logMessage = NotificationMessage(
        name: "window/logMessage",
        summary: "An event of the daemon, without personal data; to service sessions.",
        parameters: [("type", .integer), ("message", .text)]
    )

    public static let logTrace = NotificationMessage(
        name: "$/logTrace",
        summary: "A call of this session, if $/setTrace or initialize has asked for that.",
        parameters: [("message", .text), ("verbose", .maybe(.text))]
    )
}
