extension MethodMessage {
    public static let courseTeacherRemove = MethodMessage(
        "courseTeacher/remove",
        "Ends that somebody teaches a course.",
        .writes,
        [
            .required("courseId", .id("course"), "which course"),
            .required("userId", .id("user"), "who"),
        ],
        answers: .named("CourseTeacher"),
        errors: ["notFound"],
        example: #"{"courseId":1,"userId":1}"#
    )
}
