extension MethodMessage {
    public static let testSeriesAvailableTo = MethodMessage(
        "testSeries/availableTo",
        "The series that a student may work on through any group, each once.",
        .reads,
        [
            .optional("studentId", .id("user"), "who asks unless told")
        ] + .page(),
        answers: .list(of: "TestSeries"),
        errors: ["notFound", "referenceMissing", "badCursor"],
        example: #"{"studentId":3}"#
    )
}
