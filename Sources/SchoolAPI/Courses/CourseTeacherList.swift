extension MethodMessage {
    public static let courseTeacherList = MethodMessage(
        "courseTeacher/list",
        "Who teaches a course beside its owner, by id.",
        .reads,
        [
            .required("courseId", .id("course"), "which course")
        ] + .page(),
        answers: .list(of: "CourseTeacher"),
        errors: ["notFound", "badCursor"],
        example: #"{"courseId":1}"#
    )
}
