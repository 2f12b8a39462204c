extension MethodMessage {
    public static let adminExplain = MethodMessage(
        "admin/explain",
        "Answers a list or another question, and tells what that took instead of the answer.",
        .reads,
        [
            .required("method", .text, "which question"),
            .optional("params", .anyObject, "its parameters"),
        ],
        answers: .object([
            ("index", .text), ("entriesVisited", .integer), ("rowsFetched", .integer),
            ("microseconds", .integer), ("filters", .maybe(.array(.text))),
            ("gathered", .maybe(.boolean)), ("ranges", .maybe(.integer)),
        ]),
        example: #"{"method":"cohort/roster","params":{"cohortId":1,"limit":5}}"#
    )
}
