/// Writes the shown fields of a row as the members of a JSON object, each followed by a comma.
public struct JSONFields: FieldWriter, ~Copyable {
    /// Where the members go; taken back by `finish`.
    var output: OutputBuffer

    /// Opens the object behind what is in `output` already.
    public init(appendingTo output: consuming OutputBuffer) {
        self.output = output
        var json = self.output.writer(atMost: 1)
        json.literal("{")
    }

    /// One member: name, value, comma.
    public mutating func field<V: FieldValue>(_ name: StaticString, _ value: V) {
        var json = output.writer(atMost: name.utf8CodeUnitCount + 4 + value.jsonByteBound)
        json.literal("\"")
        json.literal(name)
        json.literal("\":")
        value.writeJSON(to: &json)
        json.literal(",")
    }

    /// Nothing.
    public mutating func hidden<V: FieldValue>(_ name: StaticString, _ value: V) {}

    /// Closes the object and gives the buffer back.
    public consuming func finish() -> OutputBuffer {
        output.removeTrailingComma()
        closeBrace(&output)
        return output
    }
}

private func closeBrace(_ output: inout OutputBuffer) {
    var json = output.writer(atMost: 1)
    json.literal("}")
}
