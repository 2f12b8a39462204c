internal import JSONRPC
internal import Records
internal import SchoolServices

extension OutputBuffer {
    /// A row of the store as an object; `more` adds what the row itself does not show.
    mutating func append<Row: Record>(row: Row, _ more: (inout JSONFields) -> Void = { _ in }) {
        // The fields own the buffer while they write; an empty one stands in for it.
        var buffer = OutputBuffer(capacity: 16)
        swap(&buffer, &self)
        var fields = JSONFields(appendingTo: buffer)
        row.write(to: &fields)
        more(&fields)
        self = fields.finish()
    }

    /// A row, or null.
    mutating func append<Row: Record>(optional row: Row?) {
        if let row { append(row: row) } else { append("null") }
    }

    /// Rows, as an array.
    mutating func append<Row: Record>(rows: [Row]) {
        append("[")
        for row in rows {
            append(row: row)
            append(",")
        }
        removeTrailingComma()
        append("]")
    }

    /// Texts, as an array.
    mutating func append(texts: [String]) {
        append("[")
        for text in texts {
            append(text: text)
            append(",")
        }
        removeTrailingComma()
        append("]")
    }

    /// The ids of rows, as an array.
    mutating func append<Row>(ids: [ID<Row>]) {
        append("[")
        for id in ids {
            append(number: Int64(id.rawValue))
            append(",")
        }
        removeTrailingComma()
        append("]")
    }

    /// Items of a request that were refused, as an array.
    mutating func append(failed: [BulkOutcome.Refusal]) {
        append("[")
        for refusal in failed {
            let error = RPCError(refusal.error)
            append("{\"index\":")
            append(number: Int64(refusal.index))
            append(",\"kind\":\"")
            append(error.kind.name)
            append("\",\"message\":\"")
            append(error.message)
            append("\"},")
        }
        removeTrailingComma()
        append("]")
    }

    /// A member of an object with a number, and the comma behind it.
    mutating func member(_ name: StaticString, _ number: Int) {
        append("\"")
        append(name)
        append("\":")
        append(number: Int64(number))
        append(",")
    }

    /// A member of an object with a text, and the comma behind it.
    mutating func member(_ name: StaticString, _ text: String) {
        append("\"")
        append(name)
        append("\":")
        append(text: text)
        append(",")
    }
}
