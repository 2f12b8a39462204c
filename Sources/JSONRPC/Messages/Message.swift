/// One request or notification: its parts are lent from the document.
struct Message: ~Escapable {
    /// Why it is none.
    enum Flaw: Sendable {
        case notAnObject, noVersion, noMethod, badID, badParams
    }

    /// The id exactly as it was written, or nil for a notification.
    let id: RawSpan?
    /// The method's name, without escapes.
    let method: RawSpan?
    /// An object or an array.
    let params: JSONValue?
    /// The text of `params`.
    let paramsText: RawSpan?
    /// What is wrong with it; an id may be known all the same.
    let flaw: Flaw?
    /// Whether it is the reply to something that was never asked.
    let isResponse: Bool
    /// Where it starts, and what follows it.
    let start, end: SourcePosition

    /// The message that a document consists of.
    @_lifetime(copy document)
    init(_ document: JSONDocument) {
        var position = SourcePosition()
        self.init(document.root, of: document, at: &position, isAlone: true)
    }

    @_lifetime(copy value, copy document)
    init(
        _ value: JSONValue,
        of document: JSONDocument,
        at position: inout SourcePosition,
        isAlone: Bool
    ) {
        var id: RawSpan?
        var method: RawSpan?
        var params: JSONValue?
        var paramsText: RawSpan?
        var flaw: Flaw?
        var hasVersion = false
        var hasOutcome = false
        start = position
        if value.kind == .object {
            position.advance()
            if value.childCount == 0 { position.advance() }
        } else {
            flaw = .notAnObject
            position.skipValue(in: document)
        }
        var children = value.children
        while flaw != .notAnObject, let key = children.next(), let member = children.next() {
            position.advance(by: 2)
            let start = position
            position.pass(member, before: children, isWhole: isAlone, in: document)
            let end = position
            position.advance()  // past the comma or the closing brace
            guard let name = key.shortText else { continue }
            if name == Name.id {
                if member.kind.canBeID {
                    id = document.text(from: start, to: end)
                } else {
                    flaw = .badID
                }
            } else if name == Name.method {
                method = member.text
            } else if name == Name.params {
                if member.kind.isContainer {
                    params = member
                    paramsText = document.text(from: start, to: end)
                } else if member.kind != .null {
                    flaw = flaw ?? .badParams
                }
            } else if name == Name.jsonrpc {
                hasVersion = member.shortText == Name.two
            } else if name == Name.result || name == Name.error {
                hasOutcome = true
            }
        }
        flaw = flaw ?? (!hasVersion ? .noVersion : method == nil ? .noMethod : nil)
        isResponse = hasOutcome && method == nil
        end = position
        self.id = id
        self.method = method
        self.params = params
        self.paramsText = paramsText
        self.flaw = flaw
    }
}

/// The words of a message's own names, and of its version.
private enum Name {
    static var id: UInt64 { ("id" as StaticString).word }
    static var method: UInt64 { ("method" as StaticString).word }
    static var params: UInt64 { ("params" as StaticString).word }
    static var jsonrpc: UInt64 { ("jsonrpc" as StaticString).word }
    static var result: UInt64 { ("result" as StaticString).word }
    static var error: UInt64 { ("error" as StaticString).word }
    static var two: UInt64 { ("2.0" as StaticString).word }
}

extension JSONValue.Kind {
    fileprivate var canBeID: Bool {
        self == .string || self == .integer || self == .unsigned || self == .double || self == .null
    }
}
