internal import Records

extension Parameters {
    /// A whole number.
    public func integer(_ name: StaticString) throws(RPCError) -> Int64 {
        guard let value = try integerIfPresent(name) else { throw invalid(name, "missing") }
        return value
    }

    /// A whole number, or nil if it is null or not given.
    public func integerIfPresent(_ name: StaticString) throws(RPCError) -> Int64? {
        guard let value = present(name) else { return nil }
        guard let integer = value.integer else { throw wrongType(name, "integer") }
        return integer
    }

    /// Any number, or nil if it is null or not given.
    public func numberIfPresent(_ name: StaticString) throws(RPCError) -> Double? {
        guard let value = present(name) else { return nil }
        guard let number = value.double else { throw wrongType(name, "number") }
        return number
    }

    /// A truth value; `fallback` if it is null or not given.
    public func bool(_ name: StaticString, default fallback: Bool) throws(RPCError) -> Bool {
        guard let value = present(name) else { return fallback }
        guard let bool = value.bool else { throw wrongType(name, "boolean") }
        return bool
    }

    /// A text, lent from the message.
    @_lifetime(copy self)
    public func text(_ name: StaticString) throws(RPCError) -> RawSpan {
        guard let value = present(name) else { throw invalid(name, "missing") }
        guard let text = value.text else { throw wrongType(name, "string") }
        return text
    }

    /// A text, lent from the message, or nil if it is null or not given.
    @_lifetime(copy self)
    public func textIfPresent(_ name: StaticString) throws(RPCError) -> RawSpan? {
        guard let value = present(name) else { return nil }
        guard let text = value.text else { throw wrongType(name, "string") }
        return text
    }

    /// A text, copied.
    public func string(_ name: StaticString) throws(RPCError) -> String {
        String(checked: try text(name))
    }

    /// A text, copied, or nil if it is null or not given.
    public func stringIfPresent(_ name: StaticString) throws(RPCError) -> String? {
        guard let text = try textIfPresent(name) else { return nil }
        return String(checked: text)
    }

    /// The elements of an array.
    @_lifetime(copy self)
    public func elements(_ name: StaticString) throws(RPCError) -> JSONValue.Children {
        guard let value = present(name) else { throw invalid(name, "missing") }
        guard value.kind == .array else { throw wrongType(name, "array") }
        return value.children
    }

    /// The members of an object, read like parameters.
    @_lifetime(copy self)
    public func object(
        _ name: StaticString,
        fields: [StaticString]
    ) throws(RPCError) -> Parameters {
        guard let value = present(name) else { throw invalid(name, "missing") }
        guard value.kind == .object else { throw wrongType(name, "object") }
        return try Parameters(value, names: fields, framing: framing, path: Path(name: name))
    }

    /// The parameters of another method, by name or by position; none where they are not given.
    @_lifetime(copy self)
    public func parameters(
        _ name: StaticString,
        fields: [StaticString]
    ) throws(RPCError) -> Parameters {
        let value = present(name)
        if let kind = value?.kind, !kind.isContainer { throw wrongType(name, "object") }
        return try Parameters(value, names: fields, framing: framing, path: Path(name: name))
    }

    /// One element of an array of objects, read like parameters.
    @_lifetime(copy element)
    public func object(
        _ element: JSONValue,
        at index: Int,
        of name: StaticString,
        fields: [StaticString]
    ) throws(RPCError) -> Parameters {
        let path = Path(name: name, index: index)
        guard element.kind == .object else {
            throw RPCError(
                .invalidParams,
                facts: [
                    .init("path", .text("\(name)[\(index)]")), .init("reason", .text("wrongType")),
                    .init("expected", .text("object")),
                ]
            )
        }
        return try Parameters(element, names: fields, framing: framing, path: path)
    }

    // MARK: -

    @_lifetime(copy self)
    private func present(_ name: StaticString) -> JSONValue? {
        guard let value = value(name), value.kind != .null else { return nil }
        return value
    }

    private func wrongType(_ name: StaticString, _ expected: StaticString) -> RPCError {
        var error = invalid(name, "wrongType")
        error.facts.append(.init("expected", .text("\(expected)")))
        return error
    }
}

extension String {
    /// Copies text that the parser has checked.
    fileprivate init(checked bytes: RawSpan) {
        self = unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
