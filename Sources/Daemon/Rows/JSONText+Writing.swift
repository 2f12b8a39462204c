internal import JSONRPC
internal import Records

extension JSONText {
    /// What is written, as the value of a member.
    init<E: Error>(_ write: (inout OutputBuffer) throws(E) -> Void) throws(E) {
        var output = OutputBuffer(capacity: 512)
        try write(&output)
        self.init(trusted: String(decoding: [UInt8](copying: output.bytes), as: UTF8.self))
    }

    /// An object for each of some items.
    init<Item>(items: [Item], _ write: (Item, inout JSONFields) -> Void) {
        self.init { output in
            output.append("[")
            for item in items {
                output.append(object: { write(item, &$0) })
                output.append(",")
            }
            output.removeTrailingComma()
            output.append("]")
        }
    }

    /// Values, as an array.
    init<Value: FieldValue>(values: [Value]) {
        self.init { output in
            output.append("[")
            for value in values {
                output.append(value: value)
                output.append(",")
            }
            output.removeTrailingComma()
            output.append("]")
        }
    }
}

extension OutputBuffer {
    /// An object of these members.
    mutating func append(object write: (inout JSONFields) -> Void) {
        // The fields own the buffer while they write; an empty one stands in for it.
        var buffer = OutputBuffer(capacity: 16)
        swap(&buffer, &self)
        var fields = JSONFields(appendingTo: buffer)
        write(&fields)
        self = fields.finish()
    }
}

/// A quotient with one decimal, rounded half up, as a decimal text; 0.0 of nothing.
struct Tenths {
    let text: String

    init(_ sum: Int64, of count: Int64) {
        // Rounded to the nearest: a sum is never negative.
        let tenths = count == 0 ? 0 : (20 * sum + count) / (2 * count)
        text = "\(tenths / 10).\(tenths % 10)"
    }

    /// How much of a hundred a part is.
    init(percent part: Int, of whole: Int) { self.init(100 * Int64(part), of: Int64(whole)) }
}
