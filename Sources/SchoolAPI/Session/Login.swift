// Who is logged in: a service until somebody is, or nobody.
extension MethodMessage {
    public static let sessionLogin = MethodMessage(
        "session/login",
        "Turns the session into a user's, with that user's rights. Five bad logins a minute: rateLimited.",
        .converses,
        [.required("email", .text, "who"), .required("password", .text, "the secret")],
        answers: .object([
            ("user", .named("User")), ("role", .oneOf(["admin", "teacher", "student", "parent"])),
            ("mustChangePassword", .boolean),
        ]),
        errors: ["badCredentials", "rateLimited"],
        example: #"{"email":"leyla@merkez.az","password":"Leylanın sözü 7"}"#,
        isOpen: true
    )

    public static let sessionMe = MethodMessage(
        "session/me",
        "Who the session's requests are made by, and the methods that it may call.",
        .converses,
        answers: .object([
            ("kind", .oneOf(["service", "admin", "teacher", "student", "parent"])),
            ("user", .nullable(.named("User"))), ("profile", .nullable(.anyObject)),
            ("organization", .nullable(.anyObject)), ("rights", .array(.text)),
        ]),
        admission: .session
    )

    public static let sessionLogout = MethodMessage(
        "session/logout",
        "Turns the session back into what it was before the login.",
        .converses,
        answers: .null,
        admission: .session
    )

    public static let sessionChangePassword = MethodMessage(
        "session/changePassword",
        "Gives the user who is logged in another password; the user's other sessions end.",
        .writes,
        [
            .required("old", .text, "the password as it is"),
            .required("new", .text, "8 to 128 characters"),
        ],
        answers: .object([("ok", .boolean)]),
        errors: ["badCredentials", "rateLimited", "forbidden"],
        example: #"{"old":"Leylanın sözü 7","new":"Leylanın sözü 8"}"#,
        admission: .session
    )

    public static let sessionActAs = MethodMessage(
        "session/actAs",
        "Turns a service's or an administrator's session into a user's; the trail tells of it.",
        .writes,
        [.required("userId", .id("user"), "who")],
        answers: .named("User"),
        errors: ["notFound", "deleted", "checkFailed", "forbidden"],
        example: #"{"userId":1}"#,
        admission: .session
    )
}
