extension MethodMessage {
    public static let attendanceMarkAll = MethodMessage(
        "attendance/markAll",
        "Gives everybody who was in the group on a day the same mark.",
        .writes,
        [
            .required("groupId", .id("group"), "which group"),
            .required("date", .date, "which day"),
            .optional(
                "status",
                .oneOf(["present", "late", "absent", "excused"]),
                "present unless told"
            ),
            .optional("onlyMissing", .boolean, "leaves the marks that there are"),
            .optional("strict", .boolean, "refuses days on which the group does not meet"),
        ] + .rehearsal,
        answers: .bulkMarks,
        errors: ["notFound", "futureDate", "deleted"],
        example: #"{"groupId":1,"date":"2026-10-06","onlyMissing":true}"#
    )
}
