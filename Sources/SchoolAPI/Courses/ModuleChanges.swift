// What becomes of the modules of a course, and of their lessons.
extension MethodMessage {
    public static let moduleUpdate = MethodMessage(
        "module/update",
        "Changes a module, and the schedules that show its title and order.",
        .writes,
        .update(of: "module") + .rehearsal,
        answers: .named("Module"),
        errors: ["notFound", "staleVersion", "checkFailed", "tooLarge"],
        example: #"{"id":7,"patch":{"description":"Hərəkət"}}"#
    )

    public static let moduleReorder = MethodMessage(
        "module/reorder",
        "Puts the modules of a course into an order.",
        .writes,
        [
            .required("courseId", .id("course"), "whose"),
            .required("moduleIds", .array(.id("module")), "every one of them, in the new order"),
        ] + .rehearsal,
        answers: .object([("items", .array(.named("Module")))]),
        errors: ["notFound", "tooLarge"],
        example: #"{"courseId":2,"moduleIds":[7]}"#
    )

    public static let moduleDelete = MethodMessage(
        "module/delete",
        "Deletes a module with its lessons, and what is scheduled, done and said of them.",
        .writes,
        [
            .required("id", .id("module"), "which"),
            .optional("force", .boolean, "although more than 50,000 rows go with it"),
        ] + .rehearsal,
        answers: .deletion,
        errors: ["notFound", "hasDependents"],
        example: #"{"id":1,"dryRun":true}"#
    )

    public static let lessonUpdate = MethodMessage(
        "lesson/update",
        "Changes a lesson.",
        .writes,
        .update(of: "lesson"),
        answers: .named("Lesson"),
        errors: ["notFound", "staleVersion", "unique", "checkFailed"],
        example: #"{"id":25,"patch":{"isPreview":true}}"#
    )

    public static let lessonReorder = MethodMessage(
        "lesson/reorder",
        "Puts the lessons of a module into an order.",
        .writes,
        [
            .required("moduleId", .id("module"), "whose"),
            .required("lessonIds", .array(.id("lesson")), "every one of them, in the new order"),
        ] + .rehearsal,
        answers: .object([("items", .array(.named("Lesson")))]),
        errors: ["notFound"],
        example: #"{"moduleId":7,"lessonIds":[25]}"#
    )

    public static let lessonDelete = MethodMessage(
        "lesson/delete",
        "Deletes a lesson, and what is done and said of it.",
        .writes,
        [
            .required("id", .id("lesson"), "which"),
            .optional("force", .boolean, "although more than 50,000 rows go with it"),
        ] + .rehearsal,
        answers: .deletion,
        errors: ["notFound", "hasDependents"],
        example: #"{"id":25}"#
    )

    public static let lessonNext = MethodMessage(
        "lesson/next",
        "The lesson behind another one in the order of the course; null behind the last.",
        .reads,
        [
            .required("lessonId", .id("lesson"), "behind which"),
            .optional("cohortId", .id("cohort"), "by whose schedule; locked modules are left out"),
        ],
        answers: .object([("lesson", .nullable(.named("Lesson")))]),
        errors: ["notFound", "checkFailed"],
        example: #"{"lessonId":4,"cohortId":1}"#
    )

    public static let lessonAccess = MethodMessage(
        "lesson/access",
        "Whether somebody may open a lesson today, and why.",
        .reads,
        [
            .required("lessonId", .id("lesson"), "which"),
            .optional("userId", .id("user"), "who; whoever is logged in unless told"),
            .fields,
        ],
        answers: .object([
            ("canAccess", .boolean), ("moduleUnlocked", .nullable(.boolean)),
            ("isEnrolled", .boolean),
            (
                "reason",
                .oneOf([
                    "accessible", "preview", "module_locked", "not_enrolled", "teacher_override",
                ])
            ),
        ]),
        errors: ["notFound", "referenceMissing"],
        example: #"{"lessonId":1,"userId":3}"#
    )

    public static let courseAvailableCohorts = MethodMessage(
        "course/availableCohorts",
        "The cohorts of a course that take students now, by start, with the seats that are left.",
        .reads,
        [
            .required("courseId", .id("course"), "whose"),
            .optional("full", .boolean, "whether those without a seat are shown too"),
        ] + .page(),
        answers: .list(of: "Cohort", with: [("seatsLeft", .nullable(.integer))]),
        errors: ["notFound", "badCursor"],
        example: #"{"courseId":1}"#
    )
}
