/// The codes of the errors that methods name; a test holds them to those that the daemon answers.
public enum ErrorCodes {
    /// Name and code.
    public static let all: [(name: String, code: Int)] = [
        ("notFound", 1001), ("unique", 1002), ("referenceMissing", 1003), ("checkFailed", 1004),
        ("forbidden", 1005), ("notLoggedIn", 1006), ("badCredentials", 1007), ("deleted", 1008),
        ("notDeleted", 1009), ("cohortNotOpen", 1010), ("cohortFull", 1011),
        ("alreadyEnrolled", 1012), ("courseNotPublished", 1013), ("roleMismatch", 1014),
        ("locked", 1015), ("hasDependents", 1017), ("hasHistory", 1018), ("futureDate", 1019),
        ("tooLarge", 1020), ("busy", 1021), ("importFailed", 1022), ("violationsRemain", 1023),
        ("badCursor", 1024), ("rateLimited", 1025), ("staleVersion", -32801),
    ]

    static func code(of name: StaticString) -> Int {
        guard let line = all.first(where: { $0.name == "\(name)" }) else {
            preconditionFailure("an error without a code: \(name)")
        }
        return line.code
    }
}
