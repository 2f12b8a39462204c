internal import Collation
public import Records
public import SchoolModel

/// The fields of a person, and of the profile of the person's role, that a caller sets.
public struct UserDraft: Equatable, Sendable {
    public var organizationID: ID<Organization>?
    public var email: String
    public var fullName: String
    public var role: User.Role
    public var firstName: String?
    public var lastName: String?
    public var phone: String?
    public var code: String?
    public var isActive = true
    /// Salted and hashed already.
    public var passwordHash: String?
    public var mustChangePassword = false
    public var metadata = JSONText.empty
    /// Of a student.
    public var grade: String?
    /// Of a student.
    public var notes: String?
    /// Of a teacher.
    public var displayTitle: String?

    /// A new person.
    public init(email: String, fullName: String, role: User.Role) {
        self.email = email
        self.fullName = fullName
        self.role = role
    }

    /// The fields of a person's rows.
    public init(_ row: User, _ profiles: Profiles) {
        organizationID = row.organizationID
        email = row.email.text
        fullName = row.fullName.text
        role = row.role
        firstName = row.firstName
        lastName = row.lastName
        phone = row.phone
        code = row.code?.text
        isActive = row.isActive
        passwordHash = row.passwordHash
        mustChangePassword = row.mustChangePassword
        metadata = row.metadata
        grade = profiles.student?.grade
        notes = profiles.student?.notes
        displayTitle = profiles.teacher?.displayTitle
    }

    func check() throws(ServiceError) {
        let table = User.table
        try table.check(email: email, "email")
        try table.check(fullName, "fullName", 1...255)
        try table.check(firstName, "firstName", 0...255)
        try table.check(lastName, "lastName", 0...255)
        try table.check(phone, "phone", 0...40)
        try table.check(code: code, "code", 1...64)
        try table.check(metadata)
        try StudentProfile.table.check(grade, "grade", 0...50)
        try StudentProfile.table.check(notes, "notes", 0...10_000)
        try TeacherProfile.table.check(displayTitle, "displayTitle", 0...255)
        let isFitting =
            (role == .student || grade == nil && notes == nil)
            && (role == .teacher || displayTitle == nil)
        guard isFitting else {
            let field = role == .teacher ? "grade" : "displayTitle"
            throw .invalidParams(path: field, reason: "not a field of this role's profile")
        }
    }

    /// Folds and collates only what has changed: both ask ICU.
    func write(to row: inout User, by context: Context) {
        row.organizationID = organizationID
        if !email.isWritten(as: row.email.text) {
            row.email = context.collator.folded(email, trimming: true)
        }
        if !fullName.isWritten(as: row.fullName.text) {
            row.fullName = context.collator.collated(fullName)
            row.foldedName = context.collator.fold(fullName)
        }
        if code?.isWritten(as: row.code?.text) != true {
            row.code = code.map { context.collator.folded($0, trimming: true) }
        }
        row.role = role
        row.firstName = firstName
        row.lastName = lastName
        row.phone = phone
        row.isActive = isActive
        row.passwordHash = passwordHash
        row.mustChangePassword = mustChangePassword
        row.metadata = metadata
    }
}
