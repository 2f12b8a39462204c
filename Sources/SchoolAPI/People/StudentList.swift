extension MethodMessage {
    public static let studentList = MethodMessage(
        "student/list",
        "Students, by their folded names.",
        .reads,
        [
            .optional("status", .oneOf(["active", "deleted", "all"]), "active unless told"),
            .optional("organizationId", .id("organization"), "only those of an organisation"),
            .optional("groupId", .id("group"), "only those who are in a group"),
            .optional("courseId", .id("course"), "only those who take a course or took it"),
            .optional("cohortId", .id("cohort"), "only those of a cohort"),
            .optional("grade", .text, "only those of a grade"),
            .optional("search", .text, "only names, codes and addresses that hold this"),
            .optional("sort", .oneOf(["name", "created"]), "name unless told; ends in the id"),
            .optional("dir", .oneOf(["asc", "desc"]), "asc unless told"),
        ] + .page(),
        answers: .list(of: "User", with: .student),
        errors: ["notFound", "badCursor"],
        example: #"{"search":"sagird1@"}"#
    )
}

extension [(StaticString, Shape)] {
    /// What a student has beside what every person has.
    static var student: [(StaticString, Shape)] {
        [
            ("grade", .nullable(.text)), ("balance", .nullable(.decimal)),
            ("notes", .nullable(.text)), ("deletedAt", .nullable(.instant)),
            ("teamId", .nullable(.id("user"))), ("teamName", .nullable(.text)),
            ("teamNumber", .nullable(.integer)),
        ]
    }
}
