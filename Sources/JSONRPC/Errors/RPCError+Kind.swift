extension RPCError {
    /// The codes of the protocol and their stable names: `kind` on the wire is the name of the case.
    public enum Kind: Int, CaseIterable, Sendable {
        case parseError = -32700
        case invalidRequest = -32600
        case methodNotFound = -32601
        case invalidParams = -32602
        case internalError = -32603
        case requestCancelled = -32800
        case staleVersion = -32801
        case notFound = 1001
        case unique
        case referenceMissing
        case checkFailed
        case forbidden
        case notLoggedIn
        case badCredentials
        case deleted
        case notDeleted
        case cohortNotOpen
        case cohortFull
        case alreadyEnrolled
        case courseNotPublished
        case roleMismatch
        case locked
        case appendOnly
        case hasDependents
        case hasHistory
        case futureDate
        case tooLarge
        case busy
        case importFailed
        case violationsRemain
        case badCursor
        case rateLimited
        case mapFull
        case outcomeUnknown
        case methodUnavailable

        /// The number on the wire.
        public var code: Int { rawValue }

        /// Whether the same request may succeed later.
        var isRetryable: Bool {
            switch self {
            case .busy, .rateLimited, .staleVersion, .requestCancelled: true
            default: false
            }
        }
    }
}

extension RPCError.Kind {
    /// The name on the wire.
    public var name: StaticString { description.name }

    /// The text, where none is given.
    var message: StaticString { description.message }

    private var description: (name: StaticString, message: StaticString) {
        switch self {
        case .parseError: ("parseError", "the text is not JSON")
        case .invalidRequest: ("invalidRequest", "this is not a request")
        case .methodNotFound: ("methodNotFound", "there is no such method")
        case .invalidParams: ("invalidParams", "the parameters are not those of the method")
        case .internalError: ("internalError", "something went wrong in the daemon")
        case .requestCancelled: ("requestCancelled", "the request was cancelled")
        case .staleVersion: ("staleVersion", "somebody else has changed the row")
        case .notFound: ("notFound", "there is nothing of that name")
        case .unique: ("unique", "there is another one already")
        case .referenceMissing: ("referenceMissing", "what it refers to does not exist")
        case .checkFailed: ("checkFailed", "a value breaks a rule")
        case .forbidden: ("forbidden", "this is not permitted")
        case .notLoggedIn: ("notLoggedIn", "log in first")
        case .badCredentials: ("badCredentials", "e-mail and password do not match")
        case .deleted: ("deleted", "it is deleted")
        case .notDeleted: ("notDeleted", "it is not deleted")
        default: schoolDescription
        }
    }

    private var schoolDescription: (name: StaticString, message: StaticString) {
        switch self {
        case .cohortNotOpen: ("cohortNotOpen", "the cohort does not take students now")
        case .cohortFull: ("cohortFull", "the cohort is full")
        case .alreadyEnrolled: ("alreadyEnrolled", "the student is already enrolled")
        case .courseNotPublished: ("courseNotPublished", "the course is not published")
        case .roleMismatch: ("roleMismatch", "the user's role does not fit")
        case .locked: ("locked", "it is locked")
        case .appendOnly: ("appendOnly", "it can only be added to")
        case .hasDependents: ("hasDependents", "other rows depend on it")
        case .hasHistory: ("hasHistory", "it has a history that would be lost")
        case .futureDate: ("futureDate", "the date is in the future")
        case .tooLarge: ("tooLarge", "it is larger than its limit")
        case .busy: ("busy", "too much is waiting, try again")
        case .importFailed: ("importFailed", "a line cannot be imported")
        case .violationsRemain: ("violationsRemain", "there are violations left")
        case .badCursor: ("badCursor", "the cursor is of another list")
        case .rateLimited: ("rateLimited", "too many attempts, wait a minute")
        case .mapFull: ("mapFull", "the store is full")
        case .outcomeUnknown: ("outcomeUnknown", "whether it was written is not known")
        case .methodUnavailable: ("methodUnavailable", "the method's migration is not applied")
        default: preconditionFailure("a kind without a description")
        }
    }
}
