public import Records

extension OutputBuffer {
    /// Appends a parsed value again, in its shortest form.
    public mutating func append(_ value: borrowing JSONValue) {
        switch value.kind {
        case .object, .array:
            let isObject = value.kind == .object
            append(isObject ? "{" : "[")
            var children = value.children
            var isFirst = true
            while let child = children.next() {
                if !isFirst { append(",") }
                isFirst = false
                append(child)
                if isObject, let member = children.next() {
                    append(":")
                    append(member)
                }
            }
            append(isObject ? "}" : "]")
        case .string:
            if let text = value.text { append(text: text) }
        case .integer: append(number: value.integer ?? 0)
        case .unsigned, .double: appendDouble(of: value)
        case .yes: append("true")
        case .no: append("false")
        default: append("null")
        }
    }

    private mutating func appendDouble(of value: borrowing JSONValue) {
        let text = value.unsigned.map { String($0) } ?? String(value.double ?? 0)
        append([UInt8](text.utf8).rawSpan)
    }
}

extension JSONValue {
    /// A whole number above the largest `Int64`.
    var unsigned: UInt64? { kind == .unsigned ? unsafe tape[index + 1] : nil }
}
