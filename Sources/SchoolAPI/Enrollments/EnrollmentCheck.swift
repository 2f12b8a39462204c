extension MethodMessage {
    public static let enrollmentCheck = MethodMessage(
        "enrollment/check",
        "Whether a student takes a course now, and how the enrollment stands.",
        .reads,
        [
            .required("courseId", .id("course"), "what"),
            .required("studentId", .id("user"), "who"),
        ],
        answers: .object([("enrolled", .boolean), ("status", .nullable(.text))]),
        errors: ["notFound"],
        example: #"{"courseId":1,"studentId":3}"#
    )
}
