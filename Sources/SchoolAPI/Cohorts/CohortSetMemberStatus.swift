extension MethodMessage {
    public static let cohortSetMemberStatus = MethodMessage(
        "cohort/setMemberStatus",
        "Pauses, resumes, completes or drops a member of a cohort.",
        .writes,
        [
            .required("cohortId", .id("cohort"), "where"),
            .required("studentId", .id("user"), "who"),
            .required("status", .oneOf(["active", "paused", "completed", "dropped"]), "how"),
        ] + .rehearsal,
        answers: .named("CohortMember"),
        errors: ["notFound", "cohortFull"],
        example: #"{"cohortId":1,"studentId":3,"status":"paused"}"#
    )
}
