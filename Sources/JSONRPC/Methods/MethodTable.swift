internal import Records

/// Methods by name, found without making a String.
public struct MethodTable: Sendable {
    typealias Answer =
        @Sendable (AnyObject, inout Parameters, inout OutputBuffer) throws(RPCError) -> Void

    enum Body: Sendable {
        case answer(waits: Bool, Answer)
        case write(@Sendable (AnyObject, inout Parameters) throws(RPCError) -> (Deferred.Write))
        case long(
            isExclusive: Bool,
            @Sendable (AnyObject, inout Parameters) throws(RPCError) -> Work
        )
        case end
    }

    /// A class: to look one up is to retain one object, not each of its parts.
    final class Entry: Sendable {
        let name: StaticString
        /// Its place in the table.
        let number: Int
        let parameters: [StaticString]
        let ignoresUnknown: Bool
        let body: Body

        init(
            _ name: StaticString,
            number: Int = 0,
            _ parameters: [StaticString],
            ignoresUnknown: Bool,
            _ body: Body
        ) {
            self.name = name
            self.number = number
            self.parameters = parameters
            self.ignoresUnknown = ignoresUnknown
            self.body = body
        }
    }

    private let entries: [Entry]
    /// One more than the place in `entries`; 0 is free.
    private let slots: [UInt16]
    private let mask: Int
    private let accepts: @Sendable (AnyObject) -> Bool
    /// Told of each call before it is answered, in a conversation whose methods ask for that.
    let observer: (@Sendable (AnyObject, borrowing Call) -> Void)?

    /// A table of all methods; a name twice is a mistake.
    public init<Client: AnyObject>(
        _ methods: [Method<Client>],
        observer: (@Sendable (Client, borrowing Call) -> Void)? = nil
    ) {
        entries = methods.enumerated().map { number, method in
            let entry = method.entry
            return Entry(
                entry.name,
                number: number,
                entry.parameters,
                ignoresUnknown: entry.ignoresUnknown,
                entry.body
            )
        }
        if let observer {
            self.observer = { client, call in
                observer(unsafe unsafeDowncast(client, to: Client.self), call)
            }
        } else {
            self.observer = nil
        }
        accepts = { $0 is Client }
        var size = 8
        while size < methods.count * 2 { size *= 2 }
        mask = size - 1
        var slots = [UInt16](repeating: 0, count: size)
        for (place, entry) in entries.enumerated() {
            var slot =
                entry.name.withUTF8Buffer { Self.hash(unsafe RawSpan(_unsafeElements: $0)) } & mask
            while slots[slot] != 0 {
                let other = entries[Int(slots[slot]) - 1].name
                precondition(!other.isSame(as: entry.name), "two methods have the same name")
                slot = (slot + 1) & mask
            }
            slots[slot] = UInt16(place + 1)
        }
        self.slots = slots
    }

    /// All names.
    public var names: [StaticString] { entries.map(\.name) }

    /// Whether the methods know what to do with this client.
    func accepts(_ client: AnyObject) -> Bool { accepts(client) }

    /// The method of that name.
    func entry(named name: RawSpan) -> Entry? {
        var slot = Self.hash(name) & mask
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if name.isEqual(to: entry.name) { return entry }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// What to say when there is none.
    func unknown(_ name: RawSpan) -> RPCError {
        let bytes = [UInt8](copying: name.extracting(first: 64))
        return RPCError(
            .methodNotFound,
            facts: [.init("method", .text(String(decoding: bytes, as: UTF8.self)))],
            hint: nearest(to: bytes, among: names).map { "did you mean \"\($0)\"?" }
        )
    }

    private static func hash(_ name: RawSpan) -> Int {
        // Most names differ in their last eight bytes, the others in those in front of them.
        var hash = UInt64(truncatingIfNeeded: name.byteCount)
        var end = name.byteCount
        while end > 0 {
            var word: UInt64 = 0
            if end >= 8 {
                // Safe: eight bytes end there.
                word = unsafe name.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: end - 8,
                    as: UInt64.self
                )
            } else {
                for offset in 0..<end {
                    // Safe: the offset is below the count.
                    let byte = unsafe name.unsafeLoad(
                        fromUncheckedByteOffset: offset,
                        as: UInt8.self
                    )
                    word = word << 8 | UInt64(byte)
                }
            }
            hash = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 32
            end -= 8
        }
        return Int(truncatingIfNeeded: hash & 0x7fff_ffff)
    }
}
