// What is taught, as it is found.
extension MethodMessage {
    public static let courseList = MethodMessage(
        "course/list",
        "Courses, by their folded names.",
        .reads,
        [
            .optional("organizationId", .id("organization"), "only those of an organisation"),
            .optional("teacherId", .id("user"), "only those that a teacher has made"),
            .optional("published", .boolean, "only those that are, or are not"),
            .optional("archived", .boolean, "only those that are, or are not"),
            .optional(
                "enrollmentType",
                .oneOf(["open", "cohort_only", "hybrid"]),
                "only those"
            ),
            .optional("enrolled", .boolean, "only those that whoever is logged in takes now"),
            .optional("search", .text, "only names and slugs that hold this"),
            .optional("sort", .oneOf(["name", "created"]), "name unless told; ends in the id"),
            .direction,
        ] + .page(),
        answers: .list(of: "Course"),
        errors: ["notFound", "badCursor"],
        example: #"{"published":true}"#
    )

    public static let courseGet = MethodMessage(
        "course/get",
        "One course with its modules and their lessons, by its id or its slug.",
        .reads,
        [
            .optional("id", .id("course"), "which; this or a slug"),
            .optional("slug", .text, "which; this or an id"),
            .fields,
        ],
        answers: .extended(
            "Course",
            [("modules", .array(.extended("Module", [("lessons", .array(.named("Lesson")))])))]
        ),
        errors: ["notFound"],
        example: #"{"id":1}"#
    )

    public static let moduleList = MethodMessage(
        "module/list",
        "The modules of a course, in its order.",
        .reads,
        [.required("courseId", .id("course"), "whose")] + .page(),
        answers: .list(of: "Module"),
        errors: ["notFound", "badCursor"],
        example: #"{"courseId":1}"#
    )

    public static let moduleGet = one("module", "module/get", "Module", "One module.")

    public static let lessonList = MethodMessage(
        "lesson/list",
        "The lessons of a module, in its order.",
        .reads,
        [.required("moduleId", .id("module"), "whose")] + .page(),
        answers: .list(of: "Lesson"),
        errors: ["notFound", "badCursor"],
        example: #"{"moduleId":1}"#
    )

    public static let lessonGet = one("lesson", "lesson/get", "Lesson", "One lesson.")
}
