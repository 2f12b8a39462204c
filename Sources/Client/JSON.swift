internal import JSONRPC
internal import Records

/// A value of JSON, for those who want to look into an answer.
public indirect enum JSON: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case array([JSON])
    /// Members in their order.
    case object([Member])

    /// One member of an object.
    public struct Member: Equatable, Sendable {
        /// Its name.
        public let name: String
        /// Its value.
        public let value: JSON

        /// A member.
        public init(name: String, value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// Parses a text; nil if it is no JSON.
    public init?(_ text: [UInt8]) {
        let buffer = InputBuffer(copying: text.span)
        var parser = JSONParser(capacity: text.count + 1)
        do throws(JSONError) {
            let document = try parser.parse(buffer.padded)
            self.init(document.root)
        } catch { return nil }
    }

    private init(_ value: borrowing JSONValue) {
        var children = value.children
        switch value.kind {
        case .object:
            var members: [Member] = []
            while let name = children.next(), let member = children.next() {
                members.append(Member(name: String(of: name), value: JSON(member)))
            }
            self = .object(members)
        case .array:
            var elements: [JSON] = []
            while let element = children.next() { elements.append(JSON(element)) }
            self = .array(elements)
        case .string: self = .text(String(of: value))
        case .integer: self = .integer(value.integer ?? 0)
        case .yes, .no: self = .bool(value.bool ?? false)
        case .null: self = .null
        default: self = .number(value.double ?? 0)
        }
    }

    /// A member of an object, or nil.
    public subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text, where it is one.
    public var string: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The elements, where it is an array.
    public var elements: [JSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The number, where it is a whole one.
    public var int: Int64? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    /// As JSON in one line.
    public var line: String {
        switch self {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .text(let text): quoted(text)
        case .array(let elements): "[" + elements.map(\.line).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { quoted($0.name) + ":" + $0.value.line }.joined(separator: ",")
                + "}"
        }
    }
}

private func quoted(_ text: String) -> String {
    var output = OutputBuffer(capacity: 64)
    output.append(text: text)
    return String(decoding: [UInt8](copying: output.bytes), as: UTF8.self)
}

extension String {
    fileprivate init(of value: borrowing JSONValue) {
        guard let text = value.text else {
            self = ""
            return
        }
        self = String(decoding: [UInt8](copying: text), as: UTF8.self)
    }
}
