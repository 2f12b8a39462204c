internal import CSodium

/// Secrets of people: how they are kept, compared and made.
public enum Passwords {
    /// How much work it is to try a password.
    public enum Strength: Sendable {
        /// For what people think of, which others can guess: a tenth of a second and 64 MiB.
        case chosen
        /// For what is random and cannot be guessed: next to nothing.
        case generated
    }

    // The library is made ready once; -1 would be a machine without any randomness.
    private static let isReady = sodium_init() >= 0

    /// A salted argon2id hash, with all that is needed to check it; nil where memory has run out.
    public static func hash(_ password: String, _ strength: Strength = .chosen) -> String? {
        precondition(isReady, "there is no randomness to be had")
        let isChosen = strength == .chosen
        let operations =
            isChosen ? crypto_pwhash_opslimit_interactive() : crypto_pwhash_opslimit_min()
        let memory =
            isChosen ? crypto_pwhash_memlimit_interactive() : crypto_pwhash_memlimit_min()
        var bytes = password.utf8.map(CChar.init(bitPattern:))
        defer { erase(&bytes) }
        var text = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
        let code = unsafe crypto_pwhash_str(
            &text,
            bytes,
            UInt64(bytes.count),
            UInt64(operations),
            memory
        )
        guard code == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether a hash was made of this password.
    ///
    /// No hash, or one that is quickly checked, takes as long as one of a chosen password: the time does
    /// not tell what there is.
    public static func matches(_ password: String, _ hash: String?) -> Bool {
        precondition(isReady, "there is no randomness to be had")
        guard let hash else {
            _ = check(password, decoy)
            return false
        }
        if !isSlow(hash) { _ = check(password, decoy) }
        return check(password, hash)
    }

    /// Whether two texts are the same, in a time that does not tell where they differ.
    public static func areEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = ([UInt8](left.utf8), [UInt8](right.utf8))
        guard left.count == right.count else { return false }
        return unsafe sodium_memcmp(left, right, left.count) == 0
    }

    /// Random letters and digits, six bits each: none that people take for another one.
    public static func token(length: Int = 20) -> String {
        precondition(isReady, "there is no randomness to be had")
        let alphabet = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        return String(
            (0..<length).map { _ in
                alphabet[Int(randombytes_uniform(UInt32(alphabet.count)))]
            }
        )
    }

    // MARK: - Parts

    /// A hash of nobody's password.
    private static let decoy = hash(token()) ?? ""

    private static func isSlow(_ hash: String) -> Bool {
        unsafe crypto_pwhash_str_needs_rehash(
            hash,
            UInt64(crypto_pwhash_opslimit_interactive()),
            crypto_pwhash_memlimit_interactive()
        ) == 0
    }

    private static func check(_ password: String, _ hash: String) -> Bool {
        var bytes = password.utf8.map(CChar.init(bitPattern:))
        defer { erase(&bytes) }
        return unsafe crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count)) == 0
    }

    private static func erase(_ bytes: inout [CChar]) {
        unsafe bytes.withUnsafeMutableBytes { unsafe sodium_memzero($0.baseAddress, $0.count) }
    }
}
