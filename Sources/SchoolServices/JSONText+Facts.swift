internal import Records

extension JSONText {
    /// The object with one more member, whose value is JSON already.
    func adding(_ name: StaticString, _ json: String) -> JSONText {
        guard let brace = text.lastIndex(of: "}") else { return self }
        let head = text[..<brace]
        let isEmpty = head.drop { $0 != "{" }.dropFirst().allSatisfy(\.isWhitespace)
        return JSONText(trusted: "\(head)\(isEmpty ? "" : ",")\"\(name)\":\(json)}")
    }

    /// What a change of status was, for the trail.
    func adding(from old: StaticString, to new: StaticString) -> JSONText {
        adding("from", "\"\(old)\"").adding("to", "\"\(new)\"")
    }
}
