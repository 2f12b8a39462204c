extension MethodMessage {
    public static let studentCreate = MethodMessage(
        "student/create",
        "Makes a student, and the enrollment in a course if one is named.",
        .writes,
        .personFields + [
            .optional("name", .text, "the same as fullName"),
            .optional("courseId", .id("course"), "what the student takes"),
        ],
        answers: .extended(
            "User",
            [("enrollment", .nullable(.named("Enrollment"))), ("password", .maybe(.text))]
        ),
        errors: ["unique", "checkFailed", "referenceMissing"],
        example: #"{"email":"sagird13@merkez.az","fullName":"Nərgiz Orucova","courseId":1}"#
    )
}
