extension MethodMessage {
    public static let attendanceSet = MethodMessage(
        "attendance/set",
        "Sets one mark; the same mark again changes nothing.",
        .writes,
        [
            .required("groupId", .id("group"), "in which group"),
            .required("studentId", .id("user"), "whose"),
            .required("lessonDate", .date, "on which day"),
            .required("status", .oneOf(["present", "late", "absent", "excused"]), "the mark"),
            .optional("note", .text, "up to 2,000 characters; empty takes it away"),
            .optional("ifVersion", .integer, "refuses if somebody has changed the register since"),
            .optional("strict", .boolean, "refuses days on which the group does not meet"),
        ] + .rehearsal,
        answers: .extended(
            "AttendanceRecord",
            [("version", .integer), ("warnings", .array(.text))]
        ),
        errors: ["notFound", "referenceMissing", "futureDate", "staleVersion", "deleted"],
        example: #"{"groupId":1,"studentId":3,"lessonDate":"2026-10-05","status":"late"}"#
    )
}
