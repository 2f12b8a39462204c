internal import Collation
internal import Engine
public import Records
public import SchoolModel
internal import Storage

/// Somebody as a request for many names them.
///
/// Each is looked up in turn, so that one whom nobody knows is one refusal, and not that of the whole.
public enum PersonName: Equatable, Sendable {
    case id(ID<User>)
    /// However it is written.
    case email(String)
    /// What another system calls them.
    case ref(source: String, externalID: String)
}

extension Snapshot where Self: ~Copyable {
    /// Whom a name means; whether a bare id is anybody is left to the rules.
    borrowing func person(
        named name: PersonName,
        _ context: Context
    ) throws(ServiceError) -> ID<User> {
        switch name {
        case .id(let id): return id
        case .email(let email):
            guard let user = try user(email: email, context), try isVisible(user) else {
                throw .notFound(User.table, id: 0)
            }
            return user.id
        case .ref(let source, let externalID):
            guard let id = try resolve(source: source, entity: .user, externalID: externalID) else {
                throw .notFound(User.table, id: 0)
            }
            return id.cast(to: User.self)
        }
    }
}
