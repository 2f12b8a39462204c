extension MethodMessage {
    public static let cohortUpdate = MethodMessage(
        "cohort/update",
        "Changes fields of a cohort; null takes a value away.",
        .writes,
        [
            .required("id", .id("cohort"), "which"),
            .required("patch", .anyObject, "the fields of cohort/create, but kind and courseId"),
            .optional("ifVersion", .integer, "refuses if somebody has changed the row since"),
        ] + .rehearsal,
        answers: .extended("Cohort", [("warnings", .array(.text))]),
        errors: ["notFound", "staleVersion", "unique", "checkFailed"],
        example: #"{"id":2,"patch":{"maxStudents":25}}"#
    )
}
