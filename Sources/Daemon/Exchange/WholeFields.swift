internal import JSONRPC
internal import Records

/// Writes all fields of a row as the members of an object, the hidden ones too, but for what is secret.
struct WholeFields: FieldWriter, ~Copyable {
    private var fields: JSONFields

    /// Opens the object behind what is in `output` already.
    init(appendingTo output: consuming OutputBuffer) {
        fields = JSONFields(appendingTo: output)
    }

    mutating func field<V: FieldValue>(_ name: StaticString, _ value: V) {
        if CellTerms.secrets.contains("\(name)") { return }
        if V.self == JSONText.self, let json = value as? JSONText {
            return write(name, json)
        }
        if V.self == JSONText?.self, let json = value as? JSONText {
            return write(name, json)
        }
        fields.field(name, value)
    }

    /// A member that is known to be written as this program writes it.
    mutating func plain(_ name: StaticString, _ json: JSONText) { fields.field(name, json) }

    mutating func hidden<V: FieldValue>(_ name: StaticString, _ value: V) { field(name, value) }

    /// As it is, where reading it again gives the same bytes; else as a text of it.
    private mutating func write(_ name: StaticString, _ json: JSONText) {
        let isContainer = json.text.first == "{" || json.text.first == "["
        let isPlain =
            json.text == "{}" || isContainer && PlainJSON.canonical(json.text) == json.text
        if isPlain { fields.field(name, json) } else { fields.field(name, json.text) }
    }

    /// Closes the object and gives the buffer back.
    consuming func finish() -> OutputBuffer { fields.finish() }
}

extension OutputBuffer {
    /// An object of all fields of a row.
    mutating func append(whole write: (inout WholeFields) -> Void) {
        // The fields own the buffer while they write; an empty one stands in for it.
        var buffer = OutputBuffer(capacity: 16)
        swap(&buffer, &self)
        var fields = WholeFields(appendingTo: buffer)
        write(&fields)
        self = fields.finish()
    }
}
