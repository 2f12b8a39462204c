import Client

/// The ids of a stream of replies with lengths, byte for byte.
struct Replies {
    private(set) var ids: [String] = []
    /// Frames that answer no id that the fuzzer gave to a good request.
    private(set) var strangers = 0
    /// What is wrong with the stream itself.
    private(set) var flaw: String?

    init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, flaw == nil {
            guard let end = Self.headEnd(rest),
                let length = Int(String(decoding: rest[..<end].dropFirst(16), as: UTF8.self)),
                rest[end...].count >= length + 4
            else {
                flaw = "no frame: \(String(decoding: rest.prefix(80), as: UTF8.self))"
                return
            }
            let body = rest[end...].dropFirst(4).prefix(length)
            rest = rest[body.endIndex...]
            read(Array(body))
        }
    }

    private static func headEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.starts(with: Array("Content-Length: ".utf8)) else { return nil }
        return bytes.firstIndex(of: 0x0d)
    }

    private mutating func read(_ body: [UInt8]) {
        let head = Array("{\"jsonrpc\":\"2.0\",\"id\":".utf8)
        var isStranger = true
        // The same with plain ids: those of the fuzzer may be larger than any number that is read here.
        var plain: [UInt8] = []
        var offset = 0
        while let start = Self.find(head, in: body, from: offset) {
            let end = Self.idEnd(body, from: start + head.count)
            let id = String(decoding: body[(start + head.count)..<end], as: UTF8.self)
            ids.append(id)
            if id != "null", !id.hasPrefix("\"g") { isStranger = false }
            plain += body[offset..<start + head.count] + [UInt8(ascii: "0")]
            offset = end
        }
        plain += body[offset...]
        if JSON(plain) == nil {
            flaw = "no JSON: \(String(decoding: body.prefix(300), as: UTF8.self))"
        }
        if isStranger { strangers += 1 }
    }

    /// Replies hold no text of this kind elsewhere: quotes inside strings have backslashes.
    private static func find(_ part: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        var offset = start
        while offset + part.count <= body.count {
            if body[offset] == part[0], body[offset...].starts(with: part) { return offset }
            offset += 1
        }
        return nil
    }

    private static func idEnd(_ body: [UInt8], from start: Int) -> Int {
        var offset = start
        guard body[start] == 0x22 else {
            while body[offset] != 0x2c { offset += 1 }
            return offset
        }
        offset += 1
        while body[offset] != 0x22 { offset += body[offset] == 0x5c ? 2 : 1 }
        return offset + 1
    }
}
