extension MethodMessage {
    public static let cohortEnroll = MethodMessage(
        "cohort/enroll",
        "Gives a student a seat in a cohort, and the cohort's course with it.",
        .writes,
        [
            .required("cohortId", .id("cohort"), "where"),
            .optional("studentId", .id("user"), "who; the student who asks unless told"),
        ] + .rehearsal,
        answers: .object([
            ("member", .named("CohortMember")),
            ("enrollment", .nullable(.named("Enrollment"))), ("reactivated", .boolean),
        ]),
        errors: ["notFound", "cohortNotOpen", "cohortFull", "alreadyEnrolled", "deleted"],
        example: #"{"cohortId":2,"studentId":3}"#
    )
}
