import Client

extension Form {
    /// A word of the command line as a value; `path` is what it is called in errors.
    func value(_ word: String, at path: String, _ names: Names) throws(Failure) -> JSON {
        if word == "null", isNullable { return .null }
        switch self {
        case .text, .choice: return .text(word)
        case .integer:
            guard let number = Int64(word) else { throw mismatch(word, path) }
            return .integer(number)
        case .number:
            guard Double(word) != nil, let json = JSON([UInt8](word.utf8)) else {
                throw mismatch(word, path)
            }
            return json
        case .boolean:
            switch word {
            case "true", "yes": return .bool(true)
            case "false", "no": return .bool(false)
            default: throw mismatch(word, path)
            }
        case .id(let entity): return try id(word, entity, path, names)
        case .array(let element):
            if word.hasPrefix("[") { return try Self.json(word, path) }
            var elements: [JSON] = []
            for part in word.split(separator: ",") {
                elements.append(try element.value(String(part), at: path, names))
            }
            return .array(elements)
        case .object:
            guard word.hasPrefix("{") else { throw mismatch(word, path) }
            return try Self.json(word, path)
        case .any: return JSON([UInt8](word.utf8)) ?? .text(word)
        }
    }

    /// A text may be the word null.
    private var isNullable: Bool {
        if case .text = self { return false }
        return true
    }

    private func id(
        _ word: String,
        _ entity: String?,
        _ path: String,
        _ names: Names
    ) throws(Failure) -> JSON {
        // 007 is a code, 7 is an id.
        if let number = Int64(word), number > 0, word.first != "0", word.first != "+" {
            return .integer(number)
        }
        if word.hasPrefix("{") { return try Self.json(word, path) }
        guard let entity, !word.isEmpty else { throw mismatch(word, path) }
        return names.id(of: entity, called: word)
    }

    /// JSON that stands for itself.
    static func json(_ word: String, _ path: String) throws(Failure) -> JSON {
        guard let json = JSON([UInt8](word.utf8)) else {
            throw .usage("\(path): \(word) is no JSON", hint: "quote it: '\(path):={...}'")
        }
        return json
    }

    private func mismatch(_ word: String, _ path: String) -> Failure {
        .usage("\(path) is not \"\(word)\" but: \(description)", hint: "lmsq help")
    }

    /// The form of a member that is reached by names: `patch.name`.
    func member(_ path: ArraySlice<Substring>) -> Form? {
        guard let first = path.first else { return self }
        switch self {
        case .object(let members):
            return members.first { $0.name == first }?.form.member(path.dropFirst())
        case .any: return .any
        default: return nil
        }
    }
}
