extension MethodMessage {
    public static let studentCreate = MethodMessage(
        "student/create",
        "Makes a student, with an enrollment if a course is named, and a parent.",
        .writes,
        .personFields + [
            .optional("name", .text, "the same as fullName"),
            .optional("courseId", .id("course"), "what the student takes"),
            .optional("courseName", .text, "the same by its name"),
            .optional(
                "parent",
                .anyObject,
                "id, or fullName, email and phone; relation. Whoever has the address is the parent"
            ),
        ] + .teams + .rehearsal,
        answers: .extended(
            "User",
            .student + [
                ("enrollment", .nullable(.named("Enrollment"))),
                ("parentLink", .nullable(.named("ParentLink"))),
                ("password", .maybe(.text)), ("parentPassword", .maybe(.text)),
            ]
        ),
        errors: ["unique", "checkFailed", "referenceMissing", "notFound", "roleMismatch"],
        example:
            #"{"email":"sagird13@merkez.az","fullName":"Nərgiz Orucova","courseId":1,"parent":{"email":"ana13@merkez.az","fullName":"Sevda Orucova","relation":"ana"}}"#
    )
}

extension [Parameter] {
    /// The teams of another time: taken, whatever they are, and left.
    static var teams: [Parameter] {
        [
            .deprecated("teamId", "changes nothing: there are no teams"),
            .deprecated("teamName", "changes nothing: there are no teams"),
            .deprecated("teamNumber", "changes nothing: there are no teams"),
        ]
    }
}
