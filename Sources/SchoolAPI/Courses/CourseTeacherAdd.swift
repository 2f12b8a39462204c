extension MethodMessage {
    public static let courseTeacherAdd = MethodMessage(
        "courseTeacher/add",
        "Lets somebody teach a course beside its owner.",
        .writes,
        [
            .required("courseId", .id("course"), "which course"),
            .required("userId", .id("user"), "a teacher or an admin"),
        ],
        answers: .named("CourseTeacher"),
        errors: ["referenceMissing", "roleMismatch", "deleted"],
        example: #"{"courseId":1,"userId":1}"#
    )
}
