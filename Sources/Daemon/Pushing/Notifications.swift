internal import JSONRPC
internal import Records
internal import SchoolAPI
internal import SchoolModel
internal import Storage

extension [UInt8] {
    /// A notification; `params` writes the members of its parameters, each with a comma behind it.
    static func notification(
        _ message: NotificationMessage,
        _ params: (inout OutputBuffer) -> Void
    ) -> [UInt8] {
        var output = OutputBuffer(capacity: 192)
        output.append("{\"jsonrpc\":\"2.0\",\"method\":\"")
        output.append(message.name)
        output.append("\",\"params\":{")
        params(&output)
        output.removeTrailingComma()
        output.append("}}")
        return [UInt8](copying: output.bytes)
    }

    /// Tells a subscriber to read everything again.
    static func resync(_ subscription: UInt64, at sequence: UInt64) -> [UInt8] {
        notification(.storeChanged) { output in
            output.member("subscriptionId", Int(subscription))
            output.member("sequence", Int(sequence))
            output.member("op", "resync")
        }
    }
}

extension [ChangedRow] {
    /// One notification for each table and each thing that has happened to rows of it.
    func notifications(_ subscription: UInt64, at sequence: UInt64) -> [[UInt8]] {
        var left = self
        var messages: [[UInt8]] = []
        while let first = left.first {
            let alike = left.filter { $0.kind == first.kind && $0.verb == first.verb }
            left.removeAll { $0.kind == first.kind && $0.verb == first.verb }
            messages.append(
                .notification(.storeChanged) { output in
                    output.member("subscriptionId", Int(subscription))
                    output.member("sequence", Int(sequence))
                    output.member("entity", "\(first.kind.name)")
                    output.member("op", "\(first.verb.name)")
                    output.append(first.name.id == nil ? "\"keys\":[" : "\"ids\":[")
                    for row in alike { output.append(row.name) }
                    output.removeTrailingComma()
                    output.append("],")
                }
            )
        }
        return messages
    }
}

extension AcceptedChange.Verb {
    /// The name on the wire.
    fileprivate var name: StaticString {
        switch self {
        case .created: "create"
        case .updated: "update"
        case .deleted: "delete"
        }
    }
}

extension OutputBuffer {
    /// An id, or an object of what names the row, and a comma.
    fileprivate mutating func append(_ name: RowName) {
        if let id = name.id {
            append(number: Int64(id))
        } else {
            append("{")
            for member in name.members {
                append(text: member.name)
                append(":")
                append(member.value)
                append(",")
            }
            removeTrailingComma()
            append("}")
        }
        append(",")
    }

    private mutating func append(_ value: RowName.Value) {
        switch value {
        case .id(let id): append(number: Int64(id))
        case .day(let day): append(text: day.text)
        case .text(let text): append(text: text)
        }
    }
}
