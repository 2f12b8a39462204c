extension MethodMessage {
    public static let testSeriesCreate = MethodMessage(
        "testSeries/create",
        "Makes a series of tests.",
        .writes,
        [
            .required("name", .text, "up to 255 characters"),
            .optional("organizationId", .id("organization"), "whose"),
            .optional("isActive", .boolean, "true unless told"),
        ],
        answers: .named("TestSeries"),
        errors: ["referenceMissing", "checkFailed"],
        example: #"{"name":"Blok imtahanları"}"#
    )
}
