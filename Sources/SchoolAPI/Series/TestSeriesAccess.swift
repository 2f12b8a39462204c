extension MethodMessage {
    public static let testSeriesAccess = MethodMessage(
        "testSeries/access",
        "Whether a student may work on a series, and what is in the way.",
        .reads,
        [
            .optional("studentId", .id("user"), "who asks unless told"),
            .required("testSeriesId", .id("testSeries"), "which series"),
        ] + [.fields],
        answers: .object([
            ("allowed", .boolean),
            (
                "reason",
                .oneOf([
                    "allowed", "not_in_group", "series_not_assigned", "member_not_active",
                    "group_deleted", "group_inactive", "series_inactive",
                ])
            ), ("viaGroup", .nullable(.id("group"))),
        ]),
        errors: ["notFound", "referenceMissing"],
        example: #"{"studentId":3,"testSeriesId":1}"#
    )
}
