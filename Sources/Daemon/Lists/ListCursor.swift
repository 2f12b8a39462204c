internal import JSONRPC
internal import Records

// A cursor is what its row is ordered by, behind a checksum of that, the list, all that the list is
// filtered and ordered by, and whose it is. It holds no place in the store: it is good for as long as
// the list is, whatever becomes of the row.
extension Parameters {
    /// The text that leads to the rows behind a suffix.
    func cursor(behind suffix: [UInt8], _ list: ListIdentity, _ guest: Guest) -> String {
        let sum = checksum(of: suffix, list, guest)
        let head = (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) }
        return Base64.encode(head + suffix)
    }

    /// The suffix of a cursor; refuses one of another list, or of somebody else.
    func suffix(
        of cursor: String,
        _ list: ListIdentity,
        _ guest: Guest
    ) throws(RPCError) -> [UInt8] {
        // A key of the store is shorter, and so is all that a list is ordered by.
        guard let bytes = Base64.decode(cursor), (5...1_024).contains(bytes.count) else {
            throw RPCError(.badCursor)
        }
        let suffix = Array(bytes[4...])
        let sum = bytes[..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard sum == checksum(of: suffix, list, guest) else { throw RPCError(.badCursor) }
        return suffix
    }

    private func checksum(of suffix: [UInt8], _ list: ListIdentity, _ guest: Guest) -> UInt32 {
        var text = [UInt8]("\(list.name) \(guest.cursorOwner)".utf8)
        for name in list.filters {
            guard let value = value(name), value.kind != .null else { continue }
            text += [UInt8]("\n\(name)=".utf8)
            text.append(canonical: value)
        }
        text.append(0)
        text += suffix
        return text.rawSpan.crc32c
    }
}

extension [UInt8] {
    /// One text for a value, however it was spelled.
    fileprivate mutating func append(canonical value: JSONValue) {
        if let text = value.text {
            self += [UInt8]("\(text.byteCount):".utf8)
            self += [UInt8](copying: text)
        } else if value.kind.isContainer {
            append(value.kind == .object ? 0x7b : 0x5b)
            var children = value.children
            while let child = children.next() {
                append(canonical: child)
                append(0x2c)
            }
            append(0x5d)
        } else if let integer = value.integer {
            self += [UInt8]("\(integer)".utf8)
        } else if let double = value.double {
            self += [UInt8]("\(double)".utf8)
        } else {
            append(value.bool.map { $0 ? 0x74 : 0x66 } ?? 0x6e)
        }
    }
}

/// Base 64 with the alphabet of URLs, without padding.
enum Base64 {
    private static let alphabet = [UInt8](
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
    )

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var (bits, count) = (UInt32(0), UInt32(0))
        for byte in bytes {
            (bits, count) = (bits << 8 | UInt32(byte), count + 8)
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> count & 63)])
            }
            bits &= 63
        }
        if count > 0 { text.append(alphabet[Int(bits << (6 - count) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (bits, count) = (UInt32(0), UInt32(0))
        for letter in text.utf8 {
            guard let value = alphabet.firstIndex(of: letter) else { return nil }
            (bits, count) = ((bits & 63) << 6 | UInt32(value), count + 6)
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bytes
    }
}
