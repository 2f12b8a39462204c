extension MethodMessage {
    public static let cohortUnenroll = MethodMessage(
        "cohort/unenroll",
        "Takes a student out of a cohort; the row stays, as dropped.",
        .writes,
        [
            .required("cohortId", .id("cohort"), "from where"),
            .required("studentId", .id("user"), "who"),
            .optional("alsoCourse", .boolean, "drops the course as well"),
        ] + .rehearsal,
        answers: .named("CohortMember"),
        errors: ["notFound"],
        example: #"{"cohortId":2,"studentId":3}"#
    )
}
