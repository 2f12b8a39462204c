internal import JSONRPC
internal import Records

/// The file with an operator's settings: one JSON object of texts, numbers and truth values.
public enum SettingsFile {
    /// Reads the text of a file.
    public static func parse(_ bytes: [UInt8]) throws(SettingsError) -> [String: String] {
        let buffer = InputBuffer(copying: bytes.span)
        var parser = JSONParser()
        let outcome: Result<[String: String], SettingsError>
        do throws(JSONError) {
            outcome = members(of: try parser.parse(buffer.padded).root)
        } catch {
            throw .file(error == .repeatedName ? "has a name twice" : "is not JSON")
        }
        return try outcome.get()
    }

    private static func members(
        of root: JSONValue
    ) -> Result<[String: String], SettingsError> {
        guard root.kind == .object else { return .failure(.file("is not an object")) }
        var settings: [String: String] = [:]
        var members = root.children
        while let name = members.next()?.string, let value = members.next() {
            guard let text = value.setting else {
                return .failure(.file("has no text and no number for \"\(name)\""))
            }
            settings[name] = text
        }
        return .success(settings)
    }
}

extension JSONValue {
    fileprivate var string: String? {
        guard let text else { return nil }
        return String(decoding: [UInt8](copying: text), as: UTF8.self)
    }

    /// The value as it would be written on a command line.
    fileprivate var setting: String? {
        if let string { return string }
        if let integer { return "\(integer)" }
        if let bool { return "\(bool)" }
        return nil
    }
}
