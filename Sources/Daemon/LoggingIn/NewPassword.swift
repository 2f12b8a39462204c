internal import JSONRPC
internal import Passwords
internal import Records

/// A password that is to be set: hashed, and told once where nobody has chosen it.
struct NewPassword: Sendable {
    static let length = 8...128

    let hash: String
    /// The password itself, where it was made here.
    let generated: String?
    /// Whether the person has to choose another one.
    var mustChange: Bool
    /// Whether nothing comes of it: then it is not told.
    var isRehearsed = false

    /// A random one, which nobody can guess.
    static func generate() -> NewPassword? {
        let token = Passwords.token()
        guard let hash = Passwords.hash(token, .generated) else { return nil }
        return NewPassword(hash: hash, generated: token, mustChange: true)
    }
}

extension Parameters {
    /// A password that may be given: of a length that is not guessed at once.
    func passwordIfPresent(_ name: StaticString) throws(RPCError) -> String? {
        guard let password = try stringIfPresent(name) else { return nil }
        guard NewPassword.length.contains(password.unicodeScalars.count) else {
            throw invalid(name, "length", hint: "8 to 128 characters")
        }
        return password
    }
}

extension OutputBuffer {
    /// Adds a generated password to the object that ends here.
    mutating func append(toObject password: NewPassword) {
        append(toObject: "password", password)
    }

    /// Adds a generated password to the object that ends here, as a member.
    mutating func append(toObject name: StaticString, _ password: NewPassword) {
        guard !password.isRehearsed, let generated = password.generated else { return }
        truncate(to: byteCount - 1)
        append(",\"")
        append(name)
        append("\":")
        append(text: generated)
        append("}")
    }
}
