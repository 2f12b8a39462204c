extension MethodMessage {
    public static let groupCreate = MethodMessage(
        "group/create",
        "Makes a group that meets.",
        .writes,
        [
            .required("name", .text, "up to 255 characters"),
            .optional("code", .text, "up to 50 characters"),
            .optional("organizationId", .id("organization"), "whose"),
            .optional("courseId", .id("course"), "of which course"),
            .optional("teacherId", .id("user"), "who teaches it"),
            .optional("daysOfWeek", .array(.integer), "when it meets, 1 for Monday"),
            .optional("startTime", .time, "when it meets"),
            .optional("displayName", .text, "made of days and time unless told"),
            .optional("monthlyFee", .decimal, "what it costs"),
            .optional("monthlyLessonsCount", .integer, "8 unless told"),
        ],
        answers: .named("Group"),
        errors: ["referenceMissing", "roleMismatch", "checkFailed"],
        example: #"{"name":"Qrup 2","daysOfWeek":[1,3],"startTime":"15:30","monthlyFee":"80.00"}"#
    )
}
