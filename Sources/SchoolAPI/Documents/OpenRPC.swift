internal import Records

/// The description of all methods, as OpenRPC 1.3.2.
public enum OpenRPC {
    /// The document, without blanks.
    public static func document(version: StaticString) -> [UInt8] {
        var output = OutputBuffer(capacity: 64 << 10)
        output.append("{\"openrpc\":\"1.3.2\",\"info\":{\"title\":\"lmsd\",\"version\":\"")
        output.append(version)
        output.append("\",\"description\":\"A school's store, over a Unix socket.\"},\"methods\":[")
        for message in MethodMessage.all {
            output.append(message)
            output.append(",")
        }
        output.removeTrailingComma()
        output.append("],\"x-notifications\":[")
        for message in NotificationMessage.all {
            output.append(message)
            output.append(",")
        }
        output.removeTrailingComma()
        output.append("],\"components\":{\"schemas\":{")
        for shape in NamedShapes.all {
            output.append("\"")
            output.append(shape.name)
            output.append("\":")
            output.appendObject(shape.members)
            output.append(",")
        }
        output.removeTrailingComma()
        output.append("}}}")
        return [UInt8](copying: output.bytes)
    }

    /// The document as it lies in the repository: one value a line.
    public static func page(version: StaticString) -> [UInt8] {
        var page: [UInt8] = []
        var depth = 0
        var isText = false
        var last = UInt8(0)
        func breakLine() {
            page.append(0x0a)
            page += [UInt8](repeating: 0x20, count: depth * 2)
        }
        for byte in document(version: version) {
            defer { last = last == 0x5c && byte == 0x5c ? 0 : byte }
            if isText || byte == 0x22 {
                if byte == 0x22, last != 0x5c { isText.toggle() }
                if last == 0x7b || last == 0x5b, isText, byte == 0x22, !page.isEmpty,
                    page.last == last
                {
                    breakLine()
                }
                page.append(byte)
                continue
            }
            let isOpening = last == 0x7b || last == 0x5b
            switch byte {
            case 0x7b, 0x5b:
                if isOpening { breakLine() }
                page.append(byte)
                depth += 1
            case 0x7d, 0x5d:
                depth -= 1
                if !isOpening { breakLine() }
                page.append(byte)
            case 0x2c:
                page.append(byte)
                breakLine()
            case 0x3a: page += [byte, 0x20]
            default:
                if isOpening { breakLine() }
                page.append(byte)
            }
        }
        page.append(0x0a)
        return page
    }
}

extension OutputBuffer {
    fileprivate mutating func append(_ message: MethodMessage) {
        append("{\"name\":\"")
        append(message.name)
        append("\",\"summary\":")
        append(text: "\(message.summary)")
        append(",\"paramStructure\":\"either\",\"params\":[")
        for parameter in message.parameters {
            append("{\"name\":\"")
            append(parameter.name)
            append("\",\"description\":")
            append(text: "\(parameter.summary)")
            append(parameter.isRequired ? ",\"required\":true" : ",\"required\":false")
            if parameter.isDeprecated { append(",\"deprecated\":true") }
            append(",\"schema\":")
            append(parameter.shape, isParameter: true)
            append("},")
        }
        removeTrailingComma()
        append("]")
        if message.effect != .notifies {
            append(",\"result\":{\"name\":\"result\",\"schema\":")
            append(message.result, isParameter: false)
            append("}")
        }
        append(",\"errors\":[")
        for error in message.errors {
            append("{\"code\":")
            append(number: Int64(ErrorCodes.code(of: error)))
            append(",\"message\":\"")
            append(error)
            append("\"},")
        }
        removeTrailingComma()
        append("],\"x-effect\":\"\(message.effect)\",\"x-example\":")
        append("\(message.example)")
        append("}")
    }

    fileprivate mutating func append(_ message: NotificationMessage) {
        append("{\"name\":\"")
        append(message.name)
        append("\",\"summary\":")
        append(text: "\(message.summary)")
        append(",\"params\":")
        appendObject(message.parameters.map { ("\($0.name)", $0.shape) })
        append("}")
    }

    private mutating func append(_ text: String) { append([UInt8](text.utf8).rawSpan) }

    fileprivate mutating func append(_ shape: Shape, isParameter: Bool) {
        switch shape {
        case .id where isParameter:
            append("{\"oneOf\":[{\"type\":\"integer\",\"minimum\":1},{\"type\":\"object\",")
            append("\"required\":[\"ref\"]}]}")
        case .id: append("{\"type\":\"integer\",\"minimum\":1}")
        case .integer: append("{\"type\":\"integer\"}")
        case .boolean: append("{\"type\":\"boolean\"}")
        case .text: append("{\"type\":\"string\"}")
        case .date: append("{\"type\":\"string\",\"format\":\"date\"}")
        case .month: append("{\"type\":\"string\",\"pattern\":\"^[0-9]{4}-[0-9]{2}$\"}")
        case .time: append("{\"type\":\"string\",\"pattern\":\"^[0-9]{2}:[0-9]{2}$\"}")
        case .instant: append("{\"type\":\"string\",\"format\":\"date-time\"}")
        case .decimal: append("{\"type\":\"string\",\"pattern\":\"^-?[0-9]+([.][0-9]{1,2})?$\"}")
        case .null: append("{\"type\":\"null\"}")
        case .anyObject: append("{\"type\":\"object\"}")
        default: appendCompound(shape, isParameter: isParameter)
        }
    }

    private mutating func appendCompound(_ shape: Shape, isParameter: Bool) {
        switch shape {
        case .oneOf(let names):
            append("{\"type\":\"string\",\"enum\":[")
            for name in names {
                append(text: name)
                append(",")
            }
            removeTrailingComma()
            append("]}")
        case .array(let element):
            append("{\"type\":\"array\",\"items\":")
            append(element, isParameter: isParameter)
            append("}")
        case .map(let value):
            append("{\"type\":\"object\",\"additionalProperties\":")
            append(value, isParameter: isParameter)
            append("}")
        case .nullable(let value):
            append("{\"oneOf\":[{\"type\":\"null\"},")
            append(value, isParameter: isParameter)
            append("]}")
        case .maybe(let value): append(value, isParameter: isParameter)
        case .object(let members): appendObject(members.map { ("\($0)", $1) })
        case .named(let name): append("{\"$ref\":\"#/components/schemas/\(name)\"}")
        case .extended(let name, let members):
            append("{\"allOf\":[{\"$ref\":\"#/components/schemas/\(name)\"},")
            appendObject(members.map { ("\($0)", $1) })
            append("]}")
        default: append("{}")
        }
    }

    fileprivate mutating func appendObject(_ members: [(String, Shape)]) {
        append("{\"type\":\"object\",\"required\":[")
        for (name, shape) in members {
            if case .maybe = shape { continue }
            append(text: name)
            append(",")
        }
        removeTrailingComma()
        append("],\"properties\":{")
        for (name, shape) in members {
            append(text: name)
            append(":")
            append(shape, isParameter: false)
            append(",")
        }
        removeTrailingComma()
        append("}}")
    }
}
