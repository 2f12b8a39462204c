import Passwords
import Testing

@Suite("Passwords")
struct PasswordsTests {
    // INV-47
    @Test("A hash is of one password, and salted", arguments: ["", "gizli söz 9", "a\0b"])
    func hashes(password: String) throws {
        let hash = try #require(Passwords.hash(password))
        #expect(hash.hasPrefix("$argon2id$"))
        #expect(Passwords.matches(password, hash))
        #expect(!Passwords.matches(password + "x", hash))
        #expect(try #require(Passwords.hash(password)) != hash)
    }

    @Test("A generated password is hashed as well, but not for long")
    func generated() throws {
        let token = Passwords.token()
        let hash = try #require(Passwords.hash(token, .generated))
        #expect(hash.hasPrefix("$argon2id$") && hash.contains("m=8,"))
        #expect(Passwords.matches(token, hash))
        #expect(!Passwords.matches(Passwords.token(), hash))
    }

    @Test("Without a hash, or with something else, nothing matches")
    func nobody() {
        #expect(!Passwords.matches("", nil))
        #expect(!Passwords.matches("", ""))
        #expect(!Passwords.matches("secret", "secret"))
    }

    @Test("Tokens are of the length that was asked for, and never the same")
    func tokens() {
        let tokens = Set((0..<1000).map { _ in Passwords.token(length: 12) })
        #expect(tokens.count == 1000)
        #expect(tokens.allSatisfy { $0.count == 12 })
        #expect(Passwords.areEqual("abc", "abc"))
        #expect(!Passwords.areEqual("abc", "abd") && !Passwords.areEqual("abc", "ab"))
    }
}

@Suite("Bad logins")
struct BadLoginsTests {
    @Test("Five in a minute, then it has to wait until the first one is a minute ago")
    func limit() {
        let logins = BadLogins()
        for second in 0..<5 {
            #expect(!logins.isLimited("a@b", at: second))
            logins.note("a@b", at: second)
        }
        #expect(logins.isLimited("a@b", at: 59))
        #expect(!logins.isLimited("a@b", at: 60))
        #expect(!logins.isLimited("c@d", at: 5))
        logins.note("a@b", at: 60)
        #expect(logins.isLimited("a@b", at: 60))
        logins.forget("a@b")
        #expect(!logins.isLimited("a@b", at: 60))
    }

    @Test("Addresses that somebody makes up do not fill the memory")
    func capacity() {
        let logins = BadLogins(atMost: 1, capacity: 10)
        for number in 0..<1000 { logins.note("\(number)@x", at: 0) }
        #expect((0..<1000).count { logins.isLimited("\($0)@x", at: 1) } == 10)
    }
}
