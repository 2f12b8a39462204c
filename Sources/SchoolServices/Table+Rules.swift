internal import Records

// The one place where fields are held to their bounds. Texts are counted in Unicode scalars.
extension Table {
    /// Refuses a row that breaks a rule.
    func require(
        _ holds: Bool,
        _ field: StaticString,
        _ rule: @autoclosure () -> String
    ) throws(ServiceError) {
        guard holds else { throw .checkFailed(self, field: "\(field)", rule: rule()) }
    }

    /// Refuses a text that is too short, too long, or holds a NUL.
    func check(
        _ text: String?,
        _ field: StaticString,
        _ length: ClosedRange<Int>
    ) throws(ServiceError) {
        guard let text else { return }
        // Most texts are shorter in bytes than they may be in scalars.
        let count =
            text.utf8.count <= length.upperBound && !text.isEmpty && length.lowerBound <= 1
            ? length.upperBound : text.unicodeScalars.count
        try require(length.contains(count), field, "length \(length)")
        try require(!text.utf8.contains(0), field, "noNUL")
    }

    /// Refuses what cannot be an address: something on both sides of an `@`, and no blanks between.
    func check(email: String, _ field: StaticString) throws(ServiceError) {
        try check(email, field, 3...254)
        let ink = email.trimmed.unicodeScalars
        let parts = ink.split(separator: "@", omittingEmptySubsequences: false)
        let isAddress = parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
        let hasBlank = ink.contains { $0.properties.isWhitespace }
        try require(isAddress && !hasBlank, field, "email")
    }

    /// Refuses a code of nothing but blanks, which would be compared as the empty text.
    func check(code: String?, _ field: StaticString, _ length: ClosedRange<Int>)
        throws(ServiceError)
    {
        guard let code else { return }
        try check(code, field, length)
        try require(!code.trimmed.isEmpty, field, "blank")
    }

    /// Refuses a slug with anything but lower-case letters, digits and hyphens.
    func check(slug: String?, _ field: StaticString) throws(ServiceError) {
        guard let slug else { return }
        try check(slug, field, 1...100)
        let isPlain = slug.utf8.allSatisfy {
            (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
        }
        try require(isPlain, field, "slug")
    }

    /// Refuses metadata that is too large to lie in a row.
    func check(_ metadata: JSONText) throws(ServiceError) {
        guard metadata.text.utf8.count <= Maximum.metadataByteCount else {
            throw .tooLarge(limit: Maximum.metadataByteCount)
        }
    }

    /// Refuses a day that RFC 3339 cannot write.
    func check(_ day: Day?, _ field: StaticString) throws(ServiceError) {
        if let day { try require(Day.writable.contains(day), field, "date") }
    }
}

extension String {
    /// Without white space at both ends, as e-mails and codes are compared.
    var trimmed: String {
        let isInk = { (scalar: Unicode.Scalar) in !scalar.properties.isWhitespace }
        guard let first = unicodeScalars.firstIndex(where: isInk),
            let last = unicodeScalars.lastIndex(where: isInk)
        else { return "" }
        return String(unicodeScalars[first...last])
    }
}
