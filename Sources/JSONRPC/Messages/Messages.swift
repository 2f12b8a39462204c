/// Walks the messages of a document: one, or those of a batch.
struct Messages: ~Escapable {
    private let document: JSONDocument
    private var elements: JSONValue.Children
    private var position = SourcePosition()
    private var single: Optional<JSONValue>
    /// Whether the document is a batch.
    let isBatch: Bool
    /// How many messages there are.
    let count: Int

    @_lifetime(copy document)
    init(_ document: JSONDocument) {
        let root = document.root
        isBatch = root.kind == .array
        count = isBatch ? root.childCount : 1
        elements = root.children
        if isBatch {
            position.advance()
            single = nil
        } else {
            single = root
        }
        self.document = document
    }

    /// Where a message stands in the text.
    func range(of message: Message) -> Range<Int> {
        document.range(from: message.start, to: message.end)
    }

    /// The next message, or nil past the last.
    @_lifetime(copy self)
    mutating func next() -> Message? {
        if isBatch {
            guard let element = elements.next() else { return nil }
            let message = Message(element, of: document, at: &position, isAlone: false)
            position.advance()
            return message
        }
        guard let value = single else { return nil }
        single = nil
        return Message(value, of: document, at: &position, isAlone: true)
    }
}
