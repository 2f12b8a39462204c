public import Records

/// Questions and answers as a flat object of JSON: `{"1":"A","11":"25"}`.
public struct AnswerMap: Equatable, Sendable {
    public var answers: [Int: String]

    public init(_ answers: [Int: String] = [:]) { self.answers = answers }

    /// Reads what `json` has written; anything else is nil.
    public init?(_ json: JSONText) {
        var parser = Parser(text: Array(json.text.utf8)[...])
        guard let answers = parser.object() else { return nil }
        self.answers = answers
    }

    /// The object, by question.
    public var json: JSONText {
        var output = OutputBuffer(capacity: 256)
        output.append("{")
        for (question, answer) in answers.sorted(by: { $0.key < $1.key }) {
            output.append("\"")
            output.append(number: Int64(question))
            output.append("\":")
            output.append(text: answer)
            output.append(",")
        }
        output.removeTrailingComma()
        output.append("}")
        return JSONText(trusted: String(decoding: [UInt8](copying: output.bytes), as: UTF8.self))
    }

    func check(_ table: Table, _ field: StaticString) throws(ServiceError) {
        try table.require(answers.count <= 1_000, field, "count 0...1000")
        try table.require(answers.keys.allSatisfy { (1...9_999).contains($0) }, field, "question")
        for answer in answers.values { try table.check(answer, field, 0...10_000) }
    }
}

/// Reads an object of texts; numbers are taken as they are spelled.
private struct Parser {
    var text: ArraySlice<UInt8>

    mutating func object() -> [Int: String]? {
        var answers: [Int: String] = [:]
        guard take(0x7b) else { return nil }
        if take(0x7d) { return atEnd ? answers : nil }
        while true {
            guard let name = string(), let question = Int(name), take(0x3a),
                let answer = string() ?? number()
            else { return nil }
            answers[question] = answer
            if take(0x2c) { continue }
            return take(0x7d) && atEnd ? answers : nil
        }
    }

    private var atEnd: Bool { text.allSatisfy { $0 == 0x20 || $0 == 0x0a } }

    private mutating func take(_ byte: UInt8) -> Bool {
        text = text.drop { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }
        guard text.first == byte else { return false }
        text.removeFirst()
        return true
    }

    private mutating func number() -> String? {
        let digits = text.prefix { (0x30...0x39).contains($0) || $0 == 0x2d || $0 == 0x2e }
        guard !digits.isEmpty else { return nil }
        text = text.dropFirst(digits.count)
        return String(decoding: digits, as: UTF8.self)
    }

    private mutating func string() -> String? {
        guard take(0x22) else { return nil }
        var bytes: [UInt8] = []
        while let byte = text.popFirst() {
            if byte == 0x22 { return String(decoding: bytes, as: UTF8.self) }
            guard byte == 0x5c else {
                bytes.append(byte)
                continue
            }
            guard let scalar = escaped() else { return nil }
            bytes += Array(String(scalar).utf8)
        }
        return nil
    }

    private mutating func escaped() -> Unicode.Scalar? {
        switch text.popFirst() {
        case 0x6e: return "\n"
        case 0x74: return "\t"
        case 0x72: return "\r"
        case 0x62: return "\u{8}"
        case 0x66: return "\u{c}"
        case 0x75:
            let digits = String(decoding: text.prefix(4), as: UTF8.self)
            text = text.dropFirst(4)
            return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
        case let byte?: return Unicode.Scalar(byte)
        case nil: return nil
        }
    }
}
