import Records
import Testing

/// Bytes from hexadecimal digits; spaces separate fields.
func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.utf8.filter { $0 != 0x20 }.map { UInt8($0 < 0x3a ? $0 - 0x30 : $0 - 0x57) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

/// Bytes as hexadecimal digits: what a failed comparison shows.
func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}

func array(_ span: RawSpan) -> [UInt8] {
    [UInt8](copying: span)
}

/// The bytes of a key.
func key(_ write: (inout KeyBuffer) -> Void) -> [UInt8] {
    var key = KeyBuffer()
    write(&key)
    return key.array
}

/// The stored form of a value.
func stored(_ value: some FieldValue) -> [UInt8] {
    var writer = ByteWriter()
    value.write(to: &writer)
    return writer.array
}

/// Reads a stored form and expects nothing behind it.
func read<V: FieldValue>(_ type: V.Type, from bytes: [UInt8]) throws -> V {
    var reader = ByteReader(bytes.rawSpan)
    let value = try V(from: &reader)
    let remaining = reader.remaining
    try #require(remaining == 0)
    return value
}

/// The JSON of a value, written into exactly the room that it asks for.
func json(_ value: some FieldValue) -> String {
    written(atMost: value.jsonByteBound) { json in value.writeJSON(to: &json) }
}

/// What a writer with exactly so much room was given.
func written(atMost bound: Int, _ body: (inout JSONWriter) -> Void) -> String {
    var output = OutputBuffer(capacity: bound)
    do {
        var writer = output.writer(atMost: bound)
        body(&writer)
    }
    return String(decoding: array(output.bytes), as: UTF8.self)
}
