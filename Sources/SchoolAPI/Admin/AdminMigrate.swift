extension MethodMessage {
    public static let adminMigrate = MethodMessage(
        "admin/migrate",
        "Which parts of the school there are; takes them away down to a number, or brings them back.",
        .writes,
        [
            .optional("action", .oneOf(["status", "up", "down"]), "status unless told"),
            .optional(
                "to",
                .integer,
                "how many parts are to be there; one fewer, or all, unless told"
            ),
        ] + .rehearsal,
        answers: .object([
            ("level", .integer),
            (
                "migrations",
                .array(.object([("number", .integer), ("name", .text), ("applied", .boolean)]))
            ),
            (
                "formats",
                .array(.object([("number", .integer), ("name", .text), ("appliedAt", .instant)]))
            ),
            ("deleted", .maybe(.map(.integer))), ("changedCourses", .maybe(.integer)),
            ("milliseconds", .maybe(.integer)),
            (
                "checks",
                .maybe(
                    .array(
                        .object([("name", .text), ("ok", .boolean), ("hint", .nullable(.text))])
                    )
                )
            ),
        ]),
        admission: .service
    )

    /// The part of the school that the method is of; 0 for the base.
    public var part: Int {
        let name = "\(name)"
        let subject = name.prefix { $0 != "/" }
        let isCohort =
            ["cohort", "schedule", "discussion", "forum"].contains(subject)
            || ["course/availableCohorts", "progress/listByCohort"].contains(name)
        return isCohort ? 1 : 0
    }
}
