extension MethodMessage {
    public static let attendanceBulkSet = MethodMessage(
        "attendance/bulkSet",
        "Sets many marks of a group; each register is read once and written once.",
        .writes,
        [
            .required("groupId", .id("group"), "in which group"),
            .required(
                "items",
                .array(.anyObject),
                "studentId, date or lessonDate, status, note?, markedAt?"
            ),
            .optional("atomic", .boolean, "whether one refusal refuses all; true unless told"),
            .optional("strict", .boolean, "refuses days on which the group does not meet"),
        ] + .rehearsal,
        answers: .bulkMarks,
        errors: ["notFound", "referenceMissing", "futureDate", "tooLarge", "deleted"],
        example:
            #"{"groupId":1,"items":[{"studentId":2,"date":"2026-10-05","status":"present"}]}"#
    )
}

extension Shape {
    /// What became of the marks of one request.
    static let bulkMarks = Shape.object([
        ("saved", .integer), ("created", .integer), ("updated", .integer),
        ("unchanged", .integer),
        ("failed", .array(.failedItem)), ("warnings", .array(.text)),
        // Of each register, by its date.
        ("versions", .map(.integer)),
    ])

    static let failedItem = Shape.object([
        ("index", .integer), ("kind", .text), ("message", .text),
    ])
}
