import SchoolAPI

extension Command {
    static let enrollments = Command(
        "enrollments STUDENT",
        calls: .enrollmentListByStudent,
        shows: [
            "id", "courseId", "courseName", "cohortId", "status", "enrolledAt",
            "progressPercentage",
        ],
        example: "enrollments aysel@example.com"
    )

    static let students = Command(
        "students",
        calls: .studentList,
        shows: ["id", "code", "fullName", "email", "phone", "isActive"],
        example: "students --search məm"
    )
}
