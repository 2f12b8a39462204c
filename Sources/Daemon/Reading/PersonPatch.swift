internal import Engine
internal import JSONRPC
internal import Records
internal import SchoolModel
internal import SchoolServices

/// Fields of a person, and of the profile of the person's role, as a client gives them.
struct PersonPatch: Sendable {
    private var email: String?
    private var fullName: String?
    private var role: User.Role?
    private var firstName = Given<String>.absent
    private var lastName = Given<String>.absent
    private var phone = Given<String>.absent
    private var code = Given<String>.absent
    private var organization = Given<Named<Organization>>.absent
    private var isActive: Bool?
    private var metadata: JSONText?
    private var grade = Given<String>.absent
    private var notes = Given<String>.absent
    private var displayTitle = Given<String>.absent
    /// Not hashed yet.
    var password: String?
    /// Whether another one must be chosen.
    var mustChangePassword: Bool?

    /// What every person has.
    static let fields: [StaticString] = [
        "email", "fullName", "firstName", "lastName", "phone", "code", "organizationId",
        "isActive", "metadata", "grade", "notes", "password", "mustChangePassword",
    ]
    /// What a student has, and had.
    static let studentFields = fields + ["name", "teamId", "teamName", "teamNumber"]
    /// What a person of any role has.
    static let userFields = fields + ["role", "displayTitle"]

    /// Reads the fields that every person has.
    init(_ parameters: borrowing Parameters) throws(RPCError) {
        email = try parameters.textIfGiven("email")
        fullName = try parameters.textIfGiven("fullName")
        firstName = try parameters.givenText("firstName")
        lastName = try parameters.givenText("lastName")
        phone = try parameters.givenText("phone")
        code = try parameters.givenText("code")
        organization = try parameters.givenName("organizationId")
        isActive = try parameters.boolIfPresent("isActive")
        if parameters.has("metadata") { metadata = try parameters.metadata() }
        grade = try parameters.givenText("grade")
        notes = try parameters.givenText("notes")
        password = try parameters.passwordIfPresent("password")
        mustChangePassword = try parameters.boolIfPresent("mustChangePassword")
    }

    /// Reads the fields of a student; the teams of another time are taken, whatever they are, and left.
    init(student parameters: borrowing Parameters) throws(RPCError) {
        try self.init(parameters)
        if fullName == nil { fullName = try parameters.textIfGiven("name") }
    }

    /// Reads the fields of a person of any role.
    init(user parameters: borrowing Parameters) throws(RPCError) {
        try self.init(parameters)
        role = try parameters.choiceIfPresent("role")
        displayTitle = try parameters.givenText("displayTitle")
    }

    /// A new person; the address and the name must be given.
    func draft(
        _ role: User.Role,
        _ context: Context,
        in scope: borrowing Scope
    ) throws(ServiceError) -> UserDraft {
        var draft = UserDraft(email: email ?? "", fullName: fullName ?? "", role: role)
        draft.organizationID = try scope.home(context)
        try write(to: &draft, in: scope)
        return draft
    }

    /// Sets what is given.
    func write<View: Snapshot & ~Copyable>(
        to draft: inout UserDraft,
        in view: borrowing View
    ) throws(ServiceError) {
        draft.email = email ?? draft.email
        draft.fullName = fullName ?? draft.fullName
        draft.role = role ?? draft.role
        firstName.write(to: &draft.firstName)
        lastName.write(to: &draft.lastName)
        phone.write(to: &draft.phone)
        code.write(to: &draft.code)
        try organization.resolve(in: view).write(to: &draft.organizationID)
        draft.isActive = isActive ?? draft.isActive
        draft.metadata = metadata ?? draft.metadata
        grade.write(to: &draft.grade)
        notes.write(to: &draft.notes)
        displayTitle.write(to: &draft.displayTitle)
        draft.mustChangePassword = mustChangePassword ?? draft.mustChangePassword
    }

    /// Refuses a new person without an address or a name.
    func requireNames(_ parameters: borrowing Parameters) throws(RPCError) {
        if email == nil { throw parameters.invalid("email", "missing") }
        if fullName == nil { throw parameters.invalid("fullName", "missing") }
    }
}

extension Parameters {
    /// A text that may be given, and then is not null.
    fileprivate func textIfGiven(_ name: StaticString) throws(RPCError) -> String? {
        let text = try stringIfPresent(name)
        if text == nil, has(name) { throw invalid(name, "null") }
        return text
    }
}
