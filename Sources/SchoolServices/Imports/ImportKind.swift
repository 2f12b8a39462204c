/// What the rows of an import are.
public enum ImportKind: String, CaseIterable, Sendable {
    case users, cohorts, cohortMembers, legacyGroups, attendance, payments, legacyLog

    /// The fields of a row, each with the other names that sources have for it.
    public var names: [String: [String]] {
        switch self {
        case .users: Self.userNames
        case .cohorts: Self.cohortNames
        case .cohortMembers:
            [
                "externalId": Self.idNames,
                "cohort": ["cohortId", "group", "groupId", "groupName"],
                "student": Self.studentNames, "status": [], "isActive": ["active"],
                "enrolledAt": ["enrollmentDate", "joinedAt", "enrolled"],
            ]
        case .legacyGroups:
            [
                "externalId": Self.idNames, "course": ["courseName", "courseId"],
                "group": ["groupId", "groupName", "groupRef", "team", "teamId", "teamName"],
                "student": Self.studentNames + ["user", "userId"], "isActive": ["active"],
            ]
        case .attendance:
            [
                "group": ["groupId", "groupName", "groupCode"], "student": Self.studentNames,
                "date": ["lessonDate", "day"], "status": [], "note": ["comment"],
            ]
        case .payments:
            [
                "externalId": Self.idNames, "student": Self.studentNames,
                "group": ["groupId", "groupName", "groupCode"], "date": ["paymentDate", "paidAt"],
                "amount": ["sum"], "paidAmount": ["paid"], "method": ["paymentMethod"],
                "status": ["paymentStatus"], "receiptNo": ["receipt", "receiptNumber"],
                "title": ["purpose"], "note": ["comment"],
            ]
        case .legacyLog:
            [
                "externalId": Self.idNames, "group": ["groupId", "groupName"],
                "user": ["userId"], "student": Self.studentNames, "action": ["type", "event"],
                "performedBy": ["performer", "performedById"],
                "createdAt": ["createdOn", "created", "timestamp"],
                "metadata": ["data", "details"],
            ]
        }
    }

    /// A table has a column of each of these sets.
    public var required: [[String]] {
        switch self {
        case .users: [["email"], ["fullName", "first"]]
        case .cohorts: [["code", "name"]]
        case .cohortMembers: [["cohort"], ["student"]]
        case .legacyGroups: [["group"], ["course"], ["student"]]
        case .attendance: [["group"], ["student"], ["date"], ["status"]]
        case .payments: [["student"], ["date"], ["amount"], ["receiptNo", "externalId"]]
        case .legacyLog: [["externalId"], ["action"]]
        }
    }

    private static let idNames = ["id", "oldId", "sourceId", "sourcedId"]

    /// `student_profile_id` is what one of the sources has in its older tables.
    private static let studentNames = [
        "studentId", "studentEmail", "email", "studentProfileId", "studentProfile",
    ]

    private static let userNames: [String: [String]] = [
        "externalId": idNames, "email": ["studentEmail", "mail"],
        "fullName": ["name", "studentName"], "first": ["firstName", "givenName"],
        "prefix": ["middleName"], "last": ["lastName", "familyName", "surname"],
        "grade": ["class"], "course": ["courseName"], "parentEmail": ["parent"],
        "parentName": [], "password": [], "phone": ["phoneNumber", "mobile"],
        "code": ["studentCode", "studentNumber"], "role": [], "isActive": ["active"],
        "createdAt": ["createDate", "created"],
    ]

    private static let cohortNames: [String: [String]] = [
        "externalId": idNames, "code": ["groupName", "cohortCode"], "name": ["title"],
        "kind": [], "course": ["courseName", "courseId"],
        "organization": ["organizationUnit", "organizationUnitId", "organizationId", "faculty"],
        "educationLevel": ["level"], "educationType": ["type"],
        "language": ["educationLanguage"], "tutor": ["tutorId", "advisor"],
        "startYear": ["year"], "endYear": [], "startDate": [], "endDate": [],
        "maxStudents": ["capacity"], "isActive": ["active"],
        "createdAt": ["createDate", "created"],
    ]

    /// What stands behind the name of a source in external references.
    var table: String {
        switch self {
        case .users: "user"
        case .cohorts: "cohort"
        case .cohortMembers: "cohortMember"
        case .legacyGroups: "legacyGroupMember"
        case .attendance: "attendance"
        case .payments: "payment"
        case .legacyLog: "activityLog"
        }
    }
}
