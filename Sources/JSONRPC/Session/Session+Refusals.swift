public import Records

extension Session {
    /// Answers a text that the parser has refused: message by message where it may be a batch.
    mutating func answerRefused(
        _ text: Span<UInt8>,
        _ error: JSONError,
        _ place: ReplyPlace,
        output: inout OutputBuffer
    ) {
        let refused = RefusedText(text)
        if error.mayBeRequest, text.count <= limits.inlineTextBytes {
            let elements = refused.elements
            // What is no JSON is no batch either.
            if 1...limits.batchMessages ~= elements.count,
                error != .number || !refused.hasMalformedNumber
            {
                let inside = ReplyPlace(
                    framing: place.framing,
                    frame: place.frame,
                    batch: Batch()
                )
                park(text, elements, inside)
                stopWaiting()
                return
            }
        }
        let frame = ReplyFrame(place.framing, digits: lengthDigits, in: &output)
        output.appendReply(refused: text, error)
        lengthDigits = frame.end(in: &output)
    }

    /// Answers input that is no message, and ends the conversation.
    mutating func refuse(_ flaw: FramingError, output: inout OutputBuffer) {
        markRefused()
        let (error, status) = flaw.answer(limits.framing)
        if flaw.framing.isHTTP {
            output.append("HTTP/1.1 ")
            output.append(status)
            output.append("\r\nContent-Type: application/json\r\nConnection: close\r\n")
            appendBody(error, to: &output)
            return
        }
        let frame = ReplyFrame(flaw.framing, digits: lengthDigits, in: &output)
        output.appendReply(id: nil, error)
        lengthDigits = frame.end(in: &output)
    }

    /// Answers a message that is too long to be kept now, and ends the conversation.
    public mutating func refuseLongText(output: inout OutputBuffer) {
        markRefused()
        let error = RPCError(.busy, "long messages of all clients fill their memory")
        if let framing = incompleteFraming, framing.isHTTP {
            output.append("HTTP/1.1 503 Service Unavailable\r\n")
            output.append("Content-Type: application/json\r\nConnection: close\r\n")
            return appendBody(error, to: &output)
        }
        let framing = incompleteFraming ?? .bare(isLine: true)
        let frame = ReplyFrame(framing, digits: lengthDigits, in: &output)
        output.appendReply(id: nil, error)
        lengthDigits = frame.end(in: &output)
    }

    /// Answers a message that has begun and does not end, and ends the conversation.
    public mutating func refuseSlowFrame(output: inout OutputBuffer) {
        let framing = incompleteFraming ?? .bare(isLine: true)
        refuse(FramingError(reason: .tooSlow, framing: framing), output: &output)
    }

    // MARK: - HTTP

    /// Answers HTTP that carries no message.
    mutating func answerHTTP(_ frame: Frame, output: inout OutputBuffer) {
        switch frame.kind {
        case .expectContinue: output.append("HTTP/1.1 100 Continue\r\n\r\n")
        case .options:
            output.append("HTTP/1.1 204 No Content\r\nAllow: POST, OPTIONS\r\n")
            output.append(isEnding ? "Connection: close\r\n\r\n" : "\r\n")
        case .message, .otherMethod:
            let hint = "POST a JSON-RPC 2.0 request"
            output.append("HTTP/1.1 405 Method Not Allowed\r\nAllow: POST, OPTIONS\r\n")
            output.append("Content-Type: application/json\r\n")
            if isEnding { output.append("Connection: close\r\n") }
            appendBody(RPCError(.invalidRequest, hint: hint), to: &output)
        }
    }

    /// Acknowledges a notification.
    mutating func appendNoContent(to output: inout OutputBuffer) {
        output.append("HTTP/1.1 204 No Content\r\n")
        output.append(isEnding ? "Connection: close\r\n\r\n" : "\r\n")
    }

    private func appendBody(_ error: RPCError, to output: inout OutputBuffer) {
        var body = OutputBuffer(capacity: 256)
        body.appendReply(id: nil, error)
        output.append("Content-Length: ")
        output.append(number: Int64(body.byteCount))
        output.append("\r\n\r\n")
        output.append(body.bytes)
    }
}

extension OutputBuffer {
    /// Appends the reply to a text that is no request, with its id if that can be known.
    mutating func appendReply(refused text: Span<UInt8>, _ error: JSONError) {
        let refused = RefusedText(text)
        let id = error.mayBeRequest ? refused.id : nil
        appendReply(id: id, error.answer)
    }
}

extension JSONError {
    fileprivate var answer: RPCError {
        let (kind, reason, message): (RPCError.Kind, String, StaticString) =
            switch self {
            case .syntax: (.parseError, "syntax", "the text is not JSON")
            case .encoding: (.parseError, "encoding", "the text is not UTF-8")
            case .number: (.parseError, "number", "a number is malformed or out of range")
            case .depth: (.invalidRequest, "depth", "the text is nested too deeply")
            case .repeatedName: (.invalidRequest, "repeatedName", "an object has a name twice")
            case .memory: (.tooLarge, "memory", "there is not enough memory for the text")
            }
        var error = RPCError(kind, message, facts: [.init("reason", .text(reason))])
        if self == .depth {
            error.facts.append(.init("limit", .number(Int64(JSONParser.maximumDepth))))
        }
        return error
    }
}

extension FramingError {
    /// The error, and its status where it is sent over HTTP.
    fileprivate func answer(_ limits: FramingLimits) -> (RPCError, status: StaticString) {
        func error(_ reason: String, _ message: StaticString, limit: Int? = nil) -> RPCError {
            var error = RPCError(.parseError, message, facts: [.init("reason", .text(reason))])
            if let limit { error.facts.append(.init("limit", .number(Int64(limit)))) }
            return error
        }
        let bad: StaticString = "400 Bad Request"
        switch reason {
        case .unknownFraming:
            return (error("unknownFraming", "this is neither JSON, a header nor HTTP"), bad)
        case .badHeader: return (error("badHeader", "a header line is malformed"), bad)
        case .missingLength:
            return (error("missingLength", "there is no Content-Length"), "411 Length Required")
        case .chunkedBody:
            return (
                error("chunkedBody", "send a Content-Length instead of chunks"),
                "411 Length Required"
            )
        case .headerTooLong:
            return (
                error("headerTooLong", "the header is too long", limit: limits.headerBytes),
                "431 Request Header Fields Too Large"
            )
        case .messageTooLong:
            return (
                error("messageTooLong", "the message is too long", limit: limits.messageBytes),
                "413 Content Too Large"
            )
        case .unbalancedValue:
            return (error("unbalancedValue", "brackets or quotes do not match"), bad)
        case .truncated: return (error("truncated", "the input ends inside a message"), bad)
        case .tooSlow:
            return (
                error(
                    "tooSlow",
                    "the message did not end in time",
                    limit: limits.frameMilliseconds
                ),
                "408 Request Timeout"
            )
        }
    }
}
