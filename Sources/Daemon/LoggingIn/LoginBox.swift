internal import JSONRPC
internal import Records
internal import SchoolModel
internal import SchoolServices
internal import Synchronization
internal import Threads

/// Who has logged in over one connection.
///
/// It is changed by whatever thread finds out, while the messages behind wait, and read on the loop.
final class LoginBox: Sendable {
    /// What a session has done about its user.
    enum State: Sendable {
        /// Nobody has logged in.
        case none
        case loggedIn(Login)
        /// The user may not go on: whoever was a user does not become a service by that.
        case ended
    }

    private let stored = Locked(State.none)
    /// Spares those who never log in the lock.
    private let isUsed = Atomic<Bool>(false)
    private let listener = Locked<(@Sendable () -> Void)?>(nil)

    /// Called when the session becomes somebody else's.
    var whenChanged: (@Sendable () -> Void)? {
        get { listener.value }
        set { listener.value = newValue }
    }

    /// Whether nobody has ever logged in: asked with each request, before anything is copied.
    var isUnused: Bool { !isUsed.load(ordering: .acquiring) }

    var state: State {
        get {
            if isUnused { return .none }
            return stored.value
        }
        set {
            stored.value = newValue
            isUsed.store(true, ordering: .releasing)
            whenChanged?()
        }
    }
}

/// A user in a session, as the row was then.
struct Login: Sendable {
    let caller: Caller
    let id: ID<User>
    /// A session ends with its password.
    let passwordHash: String?

    init(_ user: User) {
        caller = Caller(user)
        id = user.id
        passwordHash = user.passwordHash
    }
}
