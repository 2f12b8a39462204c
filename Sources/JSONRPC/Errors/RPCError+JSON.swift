public import Records

extension OutputBuffer {
    /// Appends the `error` member's value.
    public mutating func append(_ error: RPCError) {
        append("{\"code\":")
        append(number: Int64(error.kind.code))
        append(",\"message\":\"")
        append(error.message)
        append("\",\"data\":{\"kind\":\"")
        append(error.kind.name)
        append("\"")
        for fact in error.facts {
            append(",\"")
            append(fact.name)
            append("\":")
            append(fact.value)
        }
        if let hint = error.hint {
            append(",\"hint\":")
            append(text: hint)
        }
        append(error.isRetryable ? ",\"retryable\":true}}" : ",\"retryable\":false}}")
    }

    private mutating func append(_ value: RPCError.Value) {
        switch value {
        case .text(let text): append(text: text)
        case .number(let number): append(number: number)
        case .bool(let bool): append(bool ? "true" : "false")
        case .null: append("null")
        case .json(let bytes): append(bytes.rawSpan)
        }
    }

    /// Appends a whole reply that is an error; a nil id is written as null.
    mutating func appendReply(id: RawSpan?, _ error: RPCError) {
        beginReply(id: id)
        append(",\"error\":")
        append(error)
        append("}")
    }

    /// Appends a reply up to its id.
    mutating func beginReply(id: RawSpan?) {
        var json = writer(atMost: 32 + (id?.byteCount ?? 0))
        json.literal("{\"jsonrpc\":\"2.0\",\"id\":")
        if let id { json.raw(id) } else { json.literal("null") }
    }

    /// Begins a reply with a result.
    mutating func beginResult(id: RawSpan?) {
        var json = writer(atMost: 48 + (id?.byteCount ?? 0))
        json.literal("{\"jsonrpc\":\"2.0\",\"id\":")
        if let id { json.raw(id) } else { json.literal("null") }
        json.literal(",\"result\":")
    }
}
