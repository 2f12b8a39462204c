extension OutputBuffer {
    /// Appends literal text.
    @inlinable public mutating func append(_ text: StaticString) {
        var json = writer(atMost: text.utf8CodeUnitCount)
        json.literal(text)
    }

    /// Appends bytes as they are.
    public mutating func append(_ bytes: RawSpan) {
        var json = writer(atMost: bytes.byteCount)
        json.raw(bytes)
    }

    /// Appends a JSON string; the bytes are UTF-8.
    public mutating func append(text utf8: RawSpan) {
        var json = writer(atMost: JSONWriter.textBound(utf8.byteCount))
        json.text(utf8)
    }

    /// Appends a JSON string.
    public mutating func append(text: String) { append(text: [UInt8](text.utf8).rawSpan) }

    /// Appends a decimal number.
    public mutating func append(number: Int64) {
        var json = writer(atMost: JSONWriter.numberBound + 1)
        if number < 0 { json.literal("-") }
        json.number(number.magnitude)
    }

    /// Appends as many zeros, to be overwritten later.
    public mutating func append(zeros count: Int) {
        precondition(count >= 0, "a negative number of zeros")
        if unsafe block.pointee.limit - block.pointee.end < count { grow(by: count) }
        unsafe block.pointee.end.initializeMemory(as: UInt8.self, repeating: 0x30, count: count)
        unsafe block.pointee.end += count
    }

    // MARK: - Rewriting

    /// Moves what was written since `start`: forward, or over the bytes before it.
    ///
    /// A gap holds anything, until it is overwritten.
    public mutating func move(from start: Int, by distance: Int) {
        let count = byteCount - start
        precondition(count >= 0 && start + distance >= 0, "nothing to move")
        if distance > 0, unsafe block.pointee.limit - block.pointee.end < distance {
            grow(by: distance)
        }
        let source = unsafe block.pointee.start + start
        // Allows for overlap, unlike its name.
        unsafe (source + distance).copyMemory(from: source, byteCount: count)
        unsafe block.pointee.end += distance
    }

    /// Writes a number over `digits` bytes that exist, with zeros in front.
    public mutating func overwrite(at start: Int, number: Int, digits: Int) {
        precondition(start >= 0 && start + digits <= byteCount, "nothing to overwrite")
        var rest = number
        for offset in (start..<start + digits).reversed() {
            let digit = UInt8(truncatingIfNeeded: rest % 10) &+ 0x30
            unsafe block.pointee.start.storeBytes(of: digit, toByteOffset: offset, as: UInt8.self)
            rest /= 10
        }
    }

    /// Forgets the bytes, and gives memory back if there is more than `capacity`.
    public mutating func removeAll(keeping capacity: Int) {
        removeAll()
        guard unsafe block.pointee.limit - block.pointee.start > capacity else { return }
        unsafe block.pointee.start.deallocate()
        let start = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        unsafe block.pointee = Block(start: start, end: start, limit: start + capacity)
    }
}
